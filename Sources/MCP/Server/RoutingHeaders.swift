import LoopbackHTTP
import OrderedJSON

/// The headers that repeat what the body says, so that a proxy can route without reading it; both must agree.
extension LoopbackHeaders {
  func checkRouting(of call: RPCRequest) throws(RPCError) {
    let version = try single("MCP-Protocol-Version", call)
    let method = try single("Mcp-Method", call)
    let name = try single("Mcp-Name", call)
    let named = call.meta?[RPCRequest.revisionKey]?.stringValue
    guard version == named || named == nil else {
      throw mismatch("expected MCP-Protocol-Version and the body to name the same revision", call)
    }
    guard method == call.method else {
      throw mismatch("expected the header Mcp-Method to say '\(call.method.excerpt())'", call)
    }
    guard let key = Self.subjects[call.method], let subject = call.params[key]?.stringValue else { return }
    guard let name, HeaderWord.decode(name)?.hasSameScalars(as: subject) == true else {
      throw mismatch("expected the header Mcp-Name to say what params.\(key) says", call)
    }
  }

  /// The `Mcp-Param-…` headers of a call to a tool whose schema asks for them.
  func check(_ parameters: [HeaderParameter], of call: RPCRequest) throws(RPCError) {
    guard let arguments = call.params["arguments"]?.objectValue else { return }
    for parameter in parameters {
      guard let value = parameter.value(in: arguments) else { continue }
      guard let said = try single(parameter.header, call), parameter.agrees(said, with: value) else {
        throw mismatch("expected the header \(parameter.header) to say what the arguments say", call)
      }
    }
  }

  /// Methods whose subject stands in `Mcp-Name`, and the parameter that names it.
  private static let subjects = ["tools/call": "name", "prompts/get": "name", "resources/read": "uri"]

  /// A header's value without the white space around it.
  func single(_ name: String) throws(RPCError) -> String? {
    let values = values(name)
    guard values.count <= 1 else {
      throw .headerMismatch("expected the header \(name) once, found it more than once")
    }
    return values.first?.trimmed
  }

  private func single(_ name: String, _ call: RPCRequest) throws(RPCError) -> String? {
    do { return try single(name) } catch { throw error.to(call.id) }
  }

  private func mismatch(_ message: String, _ call: RPCRequest) -> RPCError {
    .headerMismatch(message).to(call.id)
  }
}

extension String {
  /// Without the optional white space that HTTP allows around a value.
  var trimmed: String {
    func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
    guard isSpace(utf8.first) || isSpace(utf8.last) else { return self }
    var bytes = utf8[...]
    while isSpace(bytes.first) { bytes.removeFirst() }
    while isSpace(bytes.last) { bytes.removeLast() }
    return String(Substring(bytes))
  }
}
