import EvalCore
import OrderedJSON

/// The names under which a catalogue's tools go over the wire, and the way back; each tool has one of its own.
///
/// OpenAI takes `[A-Za-z0-9_-]{1,64}`: other characters become `_`, and a name that is too long ends in a digest of itself.
struct WireNames: Sendable {
  private let wireNames: [String: String]
  private let toolNames: [String: String]

  /// - Throws: `badRequest` where two tools would get one name.
  init(_ tools: [Tool]) throws(EndpointFailure) {
    var wireNames: [String: String] = [:]
    var toolNames: [String: String] = [:]
    for tool in tools {
      let wire = Self.wireName(tool.name)
      if let other = toolNames[wire] { throw Self.collision(other, tool.name, wire) }
      wireNames[tool.name] = wire
      toolNames[wire] = tool.name
    }
    self.wireNames = wireNames
    self.toolNames = toolNames
  }

  /// The wire name of a tool; a name that no tool has is made sendable all the same, because models call such tools.
  func wireName(of tool: String) -> String { wireNames[tool] ?? Self.wireName(tool) }

  /// The tool's own name; a name that was not on the wire stays as the model wrote it.
  func toolName(of wire: String) -> String { toolNames[wire] ?? wire }

  private static let longest = 64

  private static func wireName(_ name: String) -> String {
    let safe = String(String.UnicodeScalarView(name.unicodeScalars.map { isAllowed($0) ? $0 : "_" }))
    if !safe.isEmpty && safe.utf8.count <= longest { return safe }
    return "\(safe.prefix(longest - 9))_\(ContentDigest.sha256(name).suffix(8))"
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  private static func collision(_ first: String, _ second: String, _ wire: String) -> EndpointFailure {
    let problem =
      first == second
      ? "expected tools with names of their own, found '\(first)' twice"
      : "tools '\(first)' and '\(second)' would both be called '\(wire)', because the API takes only letters, digits, "
        + "'_' and '-' in a name"
    return EndpointFailure(.badRequest, message: "\(problem): rename one of them")
  }
}
