import EvalCore
import OrderedJSON

/// The body of a chat request. The API streams unless it is told not to.
struct OllamaRequest {
  let question: Question

  func body() throws(EndpointFailure) -> [UInt8] {
    let options = question.sampling.numbers(topP: "top_p", tokens: "num_predict", seed: "seed")
    var head: JSONObject = ["model": .string(question.model), "stream": .bool(question.isStream)]
    if !options.isEmpty { head["options"] = .object(options) }
    return try question.body(
      head: head, merging: ["options"], tail: ["messages": .array(question.request.conversation.map(message))])
  }

  private func message(_ entry: ConversationEntry) -> JSON {
    switch entry {
    case .system(let text): ["role": "system", "content": .string(text)]
    case .user(let text): ["role": "user", "content": .string(text)]
    case .assistant(let text, let calls, let opaque): assistant(text: text, calls: calls, opaque: opaque)
    case .result(let id, let tool, let reply):
      [
        "role": "tool", "tool_name": .string(question.wireName(of: tool)), "tool_call_id": .string(id),
        "content": .string(reply.textSayingErrors),
      ]
    }
  }

  private func assistant(text: String?, calls: [ModelCall], opaque: JSON?) -> JSON {
    var message: JSONObject = ["role": "assistant", "content": .string(text ?? "")]
    message["thinking"] = opaque?["thinking"]
    if !calls.isEmpty {
      message["tool_calls"] = .array(
        calls.map { call in
          [
            "id": .string(call.id),
            "function": [
              "name": .string(question.wireName(of: call.name)), "arguments": .object(call.object ?? [:]),
            ],
          ]
        })
    }
    return .object(message)
  }
}
