import CurlHTTP
import LoopbackHTTP
import OrderedJSON

@testable import MCP

/// Messages as clients of each era write them.
enum Wire {
  static let meta: JSON = [
    "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
    "io.modelcontextprotocol/clientInfo": ["name": "tester", "version": "1"],
  ]

  static func message(_ method: String, _ params: JSONObject? = nil, id: JSON? = 1) -> JSON {
    var message: JSONObject = ["jsonrpc": "2.0"]
    message["id"] = id
    message["method"] = .string(method)
    message["params"] = params.map { .object($0) }
    return .object(message)
  }

  static func modern(_ method: String, _ params: JSONObject = [:], id: JSON? = 1, meta: JSON = meta) -> JSON {
    var params = params
    params["_meta"] = meta
    return message(method, params, id: id)
  }

  static func call(_ method: String, _ params: JSONObject = [:]) throws -> RPCRequest {
    try RPCRequest(message(method, params))
  }

  /// The headers that 2026-07-28 asks for beside the given ones, which win; an empty value takes a header out.
  static func headers(_ method: String, _ own: [(String, String)] = []) -> LoopbackHeaders {
    let common = [
      ("Host", "127.0.0.1:80"), ("Content-Type", "application/json"), ("MCP-Protocol-Version", "2026-07-28"),
      ("Mcp-Method", method),
    ]
    let kept = common.filter { pair in !own.contains { $0.0.lowercased() == pair.0.lowercased() } }
    var headers = LoopbackHeaders()
    for (name, value) in kept + own where !value.isEmpty { headers.append(name, value) }
    return headers
  }

  static func post(_ body: JSON, _ headers: LoopbackHeaders) -> LoopbackRequest {
    LoopbackRequest(method: "POST", target: "/mcp/today", headers: headers, body: body.utf8Bytes)
  }

  /// Sends over real sockets.
  static func send(_ body: JSON, to url: String, _ headers: LoopbackHeaders) async throws -> (status: Int, body: JSON?)
  {
    let sent = headers.fields.filter { $0.name != "Host" }.map { (name: $0.name, value: $0.value) }
    let request = CurlRequest("POST", url, headers: sent, body: body.utf8Bytes)
    let response = try await CurlClient(maxConcurrent: 1).send(request)
    return (response.status, try? JSON(parsing: response.body))
  }

  static func send(modern method: String, _ params: JSONObject = [:], to url: String, _ own: [(String, String)] = [])
    async throws -> (status: Int, body: JSON?)
  {
    var own = own
    if let name = params["name"]?.stringValue { own.append(("Mcp-Name", name)) }
    return try await send(modern(method, params), to: url, headers(method, own))
  }

  static func send(legacy method: String, _ params: JSONObject = [:], to url: String, revision: String? = nil)
    async throws -> (status: Int, body: JSON?)
  {
    let own = [("MCP-Protocol-Version", revision ?? ""), ("Mcp-Method", "")]
    return try await send(message(method, params), to: url, headers(method, own))
  }
}
