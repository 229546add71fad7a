import Foundation
import LoopbackHTTP
import OrderedJSON
import Synchronization

/// A model's endpoint on loopback that gives prepared answers in their order, the last one for ever, and keeps what it was
/// asked.
final class ScriptedEndpoint: Sendable {
  private let server: LoopbackServer
  private let exchanges: Exchanges

  /// The base URL, ending in `/v1`.
  var url: String { server.url + "/v1" }
  var requests: [LoopbackRequest] { exchanges.requests.withLock(\.self) }

  static func answering(_ answers: [LoopbackResponse]) async throws -> ScriptedEndpoint {
    let exchanges = Exchanges(answers)
    let server = try await LoopbackServer.start { await exchanges.answer(to: $0) }
    return ScriptedEndpoint(server, exchanges)
  }

  private init(_ server: LoopbackServer, _ exchanges: Exchanges) {
    self.server = server
    self.exchanges = exchanges
  }

  func stop() async { await server.stop() }

  private final class Exchanges: Sendable {
    let requests = Mutex<[LoopbackRequest]>([])
    private let answers: [LoopbackResponse]

    init(_ answers: [LoopbackResponse]) { self.answers = answers }

    func answer(to request: LoopbackRequest) async -> LoopbackResponse {
      let number = requests.withLock {
        $0.append(request)
        return $0.count
      }
      return answers[min(number, answers.count) - 1]
    }
  }
}

extension LoopbackResponse {
  static func json(_ body: JSON, status: Int = 200, headers: LoopbackHeaders = [:]) -> LoopbackResponse {
    var headers = headers
    headers.append("Content-Type", "application/json")
    return LoopbackResponse(status: status, headers: headers, body: .bytes(body.utf8Bytes))
  }

  /// A whole answer with text only.
  static func text(_ text: String) -> LoopbackResponse {
    .json([
      "choices": [["index": 0, "message": ["role": "assistant", "content": .string(text)], "finish_reason": "stop"]]
    ])
  }

  static func error(_ status: Int, _ message: String, code: JSON = .null, headers: LoopbackHeaders = [:])
    -> LoopbackResponse
  {
    .json(["error": ["message": .string(message), "code": code]], status: status, headers: headers)
  }

  /// Events, and after them either the end or a broken connection.
  static func events(_ text: String, isCutOff: Bool = false) -> LoopbackResponse {
    LoopbackResponse(
      headers: ["Content-Type": "text/event-stream; charset=utf-8"],
      body: .stream { stream in
        try await stream.write(text)
        if isCutOff { throw CutOff() }
      })
  }

  /// The beginning of a body, and a broken connection.
  static let cutOff = LoopbackResponse(
    headers: ["Content-Type": "application/json"],
    body: .stream { stream in
      try await stream.write("{\"choices\":[{\"message\":")
      throw CutOff()
    })

  /// A head, and then nothing until the client leaves.
  static let silent = LoopbackResponse(
    headers: ["Content-Type": "application/json"], body: .stream { _ in try await Task.sleep(for: .seconds(3600)) })

  private struct CutOff: Error {}
}
