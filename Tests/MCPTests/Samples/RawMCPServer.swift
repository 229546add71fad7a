import LoopbackHTTP
import OrderedJSON
import TestSupport

/// A server on loopback whose every answer a test writes, and which keeps what it was asked.
struct RawMCPServer {
  typealias Answer = @Sendable (LoopbackRequest, JSON?) async -> LoopbackResponse

  let url: String
  let asked: Box<[LoopbackRequest]>
  private let server: LoopbackServer

  static func run<Value>(_ answer: @escaping Answer, _ body: (RawMCPServer) async throws -> Value) async throws -> Value
  {
    let asked = Box<[LoopbackRequest]>([])
    let server = try await LoopbackServer.start { request in
      asked.update { $0.append(request) }
      return await answer(request, try? JSON(parsing: request.body))
    }
    let raw = RawMCPServer(url: server.url + "/mcp", asked: asked, server: server)
    do {
      let value = try await body(raw)
      await server.stop()
      return value
    } catch {
      await server.stop()
      throw error
    }
  }

  var methods: [String] {
    asked.value.map { request in
      (try? JSON(parsing: request.body))?["method"]?.stringValue ?? request.method
    }
  }
}

extension LoopbackResponse {
  static func result(_ result: JSON, to message: JSON?, headers: LoopbackHeaders = [:]) -> LoopbackResponse {
    .message(["jsonrpc": "2.0", "id": message?["id"] ?? nil, "result": result], headers: headers)
  }

  static func error(_ code: JSON, to message: JSON?, status: Int = 400, data: JSON? = nil) -> LoopbackResponse {
    var error: JSONObject = ["code": code, "message": "no"]
    error["data"] = data
    return .message(["jsonrpc": "2.0", "id": message?["id"] ?? nil, "error": .object(error)], status: status)
  }

  static func message(_ message: JSON, status: Int = 200, headers: LoopbackHeaders = [:]) -> LoopbackResponse {
    var headers = headers
    headers.append("Content-Type", "application/json")
    return LoopbackResponse(status: status, headers: headers, text: message.compact)
  }

  static func events(_ text: String, headers: LoopbackHeaders = [:]) -> LoopbackResponse {
    var headers = headers
    headers.append("Content-Type", "text/event-stream")
    return LoopbackResponse(headers: headers, text: text)
  }
}
