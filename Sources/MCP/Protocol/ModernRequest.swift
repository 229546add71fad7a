import OrderedJSON

/// A request of 2026-07-28 as a client sends it: the body says all about itself, and headers repeat the start of it.
struct ModernRequest: Sendable {
  let method: String
  let body: [UInt8]
  let headers: [(name: String, value: String)]

  /// - Parameters:
  ///   - subject: what `Mcp-Name` says, for the methods that need it.
  ///   - parameterHeaders: `Mcp-Param-…` and their encoded values.
  init(
    id: Int, _ method: String, _ params: JSONObject = [:], subject: String? = nil,
    parameterHeaders: [(name: String, value: String)] = []
  ) {
    self.method = method
    var params = params
    params["_meta"] = Self.meta
    body = RPCMessage.request(id: id, method, params)
    var headers = Self.commonHeaders + [(name: "Mcp-Method", value: method)]
    if let subject { headers.append(("Mcp-Name", HeaderWord.encode(subject))) }
    self.headers = headers + parameterHeaders
  }

  private static let meta: JSON = [
    RPCRequest.revisionKey: .string(Revision.july2026.rawValue),
    RPCRequest.clientKey: .object(Implementation.toolsight), RPCRequest.capabilitiesKey: [:],
  ]

  private static let commonHeaders = [
    (name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json, text/event-stream"),
    (name: "MCP-Protocol-Version", value: Revision.july2026.rawValue),
  ]
}
