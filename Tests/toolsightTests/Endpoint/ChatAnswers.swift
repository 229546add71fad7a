import LoopbackHTTP
import OrderedJSON

/// What OpenAI-compatible endpoints answer.
extension LoopbackResponse {
  static func call(_ tool: String, _ arguments: JSON) -> LoopbackResponse {
    choice(
      [
        "role": "assistant", "content": nil,
        "tool_calls": [
          [
            "id": "call_1", "type": "function",
            "function": ["name": .string(tool), "arguments": .string(arguments.compact)],
          ]
        ],
      ], finish: "tool_calls")
  }

  /// - Parameter logprobs: the answer's tokens as the API writes them.
  static func saying(_ text: String, logprobs: [JSON]? = nil) -> LoopbackResponse {
    choice(["role": "assistant", "content": .string(text)], finish: "stop", logprobs: logprobs)
  }

  static func refusing(_ status: Int, _ message: String, code: String? = nil) -> LoopbackResponse {
    json(
      ["error": ["message": .string(message), "type": "test", "code": code.map { .string($0) } ?? nil]], status: status)
  }

  private static func choice(_ message: JSON, finish: String, logprobs: [JSON]? = nil) -> LoopbackResponse {
    json(
      [
        "id": "chatcmpl-1", "object": "chat.completion", "model": "any",
        "choices": [
          [
            "index": 0, "message": message, "finish_reason": .string(finish),
            "logprobs": logprobs.map { ["content": .array($0)] } ?? nil,
          ]
        ],
        "usage": ["prompt_tokens": 400, "completion_tokens": 9, "total_tokens": 409],
      ], status: 200)
  }

  private static func json(_ body: JSON, status: Int) -> LoopbackResponse {
    LoopbackResponse(
      status: status, headers: ["Content-Type": "application/json"], body: .bytes(body.utf8Bytes))
  }
}
