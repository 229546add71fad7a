import LoopbackHTTP
import OrderedJSON
import Synchronization

/// The lexical model behind a Chat Completions endpoint on loopback, so that it is asked as any other model is.
final class LexicalEndpoint: Sendable {
  private let server: LoopbackServer

  /// The base URL, ending in `/v1`.
  var url: String { server.url + "/v1" }

  static func start() async throws -> LexicalEndpoint {
    let answers = LexicalAnswers()
    var limits = LoopbackLimits()
    limits.bodyBytes = 64 * 1024 * 1024
    let server = try await LoopbackServer.start(limits: limits) { answers.answer(to: $0) }
    return LexicalEndpoint(server)
  }

  private init(_ server: LoopbackServer) { self.server = server }

  func stop() async { await server.stop() }
}

/// Answers requests; keeps the index of each tool list that it has seen.
private final class LexicalAnswers: Sendable {
  /// Everything of a body before its messages, with the index of the tools in it. Shared by all requests, hence the lock.
  private let known = Mutex<[[UInt8]: LexicalIndex]>([:])
  private static let mostKnown = 64

  func answer(to request: LoopbackRequest) -> LoopbackResponse {
    guard request.method == "POST", request.path == "/v1/chat/completions" else {
      return Self.error(404, "there is only POST /v1/chat/completions")
    }
    do {
      let (index, messages) = try read(request.body)
      return Self.completion(Self.prompt(messages).flatMap(index.choice))
    } catch {
      return Self.error(400, "the body is not JSON: \(error)")
    }
  }

  /// Splits the body before its messages, which our own client sends last: what comes before is the same in every trial of
  /// a variant, and reading hundreds of tools anew each time would cost more than ranking them.
  private func read(_ body: [UInt8]) throws(JSONSyntaxError) -> (LexicalIndex, JSON) {
    if let split = body.lastIndex(of: Self.messagesMember) {
      let head = Array(body[..<split])
      if let index = known.withLock({ $0[head] }) {
        let rest = try JSON(parsing: [UInt8(ascii: "{")] + body[(split + 1)...])
        return (index, rest["messages"] ?? [])
      }
      let whole = try JSON(parsing: body)
      let index = Self.index(whole)
      known.withLock { known in
        if known.count >= Self.mostKnown { known.removeAll() }
        known[head] = index
      }
      return (index, whole["messages"] ?? [])
    }
    let whole = try JSON(parsing: body)
    return (Self.index(whole), whole["messages"] ?? [])
  }

  private static let messagesMember = Array(",\"messages\":[".utf8)

  private static func index(_ request: JSON) -> LexicalIndex {
    LexicalIndex(functions: (request["tools"]?.arrayValue ?? []).compactMap { $0["function"] })
  }

  /// What the user said last; nil where a tool's result has come since, for then this model has nothing more to call.
  private static func prompt(_ messages: JSON) -> String? {
    let last = messages.arrayValue?.last { $0["role"] == "user" || $0["role"] == "tool" }
    return last?["role"] == "user" ? last?["content"]?.stringValue : nil
  }

  private static func completion(_ tool: String?) -> LoopbackResponse {
    var message: JSONObject = ["role": "assistant", "content": tool == nil ? "No tool fits." : .null]
    if let tool {
      message["tool_calls"] = [
        ["id": "call_1", "type": "function", "function": ["name": .string(tool), "arguments": "{}"]]
      ]
    }
    let body: JSON = [
      "id": "lexical", "object": "chat.completion", "created": 0, "model": "lexical",
      "choices": [
        ["index": 0, "message": .object(message), "finish_reason": tool == nil ? "stop" : "tool_calls"]
      ],
    ]
    return json(200, body)
  }

  private static func error(_ status: Int, _ message: String) -> LoopbackResponse {
    json(status, ["error": ["message": .string(message), "type": "invalid_request_error"]])
  }

  private static func json(_ status: Int, _ body: JSON) -> LoopbackResponse {
    LoopbackResponse(status: status, headers: ["Content-Type": "application/json"], body: .bytes(body.utf8Bytes))
  }
}

extension [UInt8] {
  /// Where the last occurrence of `part` begins.
  fileprivate func lastIndex(of part: [UInt8]) -> Int? {
    guard let first = part.first, count >= part.count else { return nil }
    var start = count - part.count
    while start >= 0 {
      if self[start] == first && self[start..<start + part.count].elementsEqual(part) { return start }
      start -= 1
    }
    return nil
  }
}
