import LoopbackHTTP
import OrderedJSON

/// What the lexical model's endpoint answers.
struct LexicalAnswers: Sendable {
  private let prefixes = RequestPrefixCache()

  func answer(to request: LoopbackRequest) -> LoopbackResponse {
    guard request.method == "POST", request.path == "/v1/chat/completions" else {
      return Self.error(404, "there is only POST /v1/chat/completions, found \(request.method) \(request.path)")
    }
    do {
      let (prefix, messages) = try prefixes.read(request.body)
      return Self.completion(prefix.choice(for: Self.prompt(messages)))
    } catch {
      return Self.error(400, "expected a body in JSON, found \(error)")
    }
  }

  /// What the user said last; nil where a tool's result has come since, for then this model has nothing more to call.
  private static func prompt(_ messages: JSON) -> String? {
    let last = messages.arrayValue?.last { $0["role"] == "user" || $0["role"] == "tool" }
    guard last?["role"] == "user" else { return nil }
    let parts = last?["content"]?.arrayValue?.compactMap { $0["text"]?.stringValue }
    return parts?.joined(separator: " ") ?? last?["content"]?.stringValue
  }

  private static func completion(_ tool: String?) -> LoopbackResponse {
    var message: JSONObject = ["role": "assistant", "content": tool == nil ? "No tool fits." : .null]
    if let tool {
      message["tool_calls"] = [
        ["id": "call_1", "type": "function", "function": ["name": .string(tool), "arguments": "{}"]]
      ]
    }
    let finish: JSON = tool == nil ? "stop" : "tool_calls"
    return json(
      200,
      [
        "id": "lexical", "object": "chat.completion", "created": 0, "model": "lexical",
        "choices": [["index": 0, "message": .object(message), "finish_reason": finish]],
      ])
  }

  private static func error(_ status: Int, _ message: String) -> LoopbackResponse {
    json(status, ["error": ["message": .string(message), "type": "invalid_request_error"]])
  }

  private static func json(_ status: Int, _ body: JSON) -> LoopbackResponse {
    LoopbackResponse(status: status, headers: ["Content-Type": "application/json"], body: .bytes(body.utf8Bytes))
  }
}
