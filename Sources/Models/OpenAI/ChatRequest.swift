import EvalCore
import OrderedJSON

/// The body of a Chat Completions request.
struct ChatRequest {
  let question: Question
  let quirks: EndpointQuirks

  func body() throws(EndpointFailure) -> [UInt8] {
    try question.body(head: head, tail: ["messages": .array(question.request.conversation.map(message))])
  }

  private var head: JSONObject {
    let sampling = question.sampling
    let model: JSONObject = ["model": .string(question.model)]
    var head = model.overlaid(
      by: sampling.numbers(topP: "top_p", tokens: quirks.tokenLimit.rawValue, seed: quirks.seed))
    if sampling.temperature?.doubleValue == 0 { head = head.overlaid(by: quirks.promptCacheOff) }
    head = head.overlaid(by: question.openAICalls { ["type": "function", "function": ["name": .string($0)]] })
    // Usage comes with a stream only where it is asked for.
    if question.isStream {
      head["stream"] = true
      if quirks.asksForUsage { head["stream_options"] = ["include_usage": true] }
    }
    return head
  }

  private func message(_ entry: ConversationEntry) -> JSON {
    switch entry {
    case .system(let text): ["role": "system", "content": .string(text)]
    case .user(let text): ["role": "user", "content": .string(text)]
    case .assistant(let text, let calls, let opaque): assistant(text: text, calls: calls, opaque: opaque)
    case .result(let id, _, let reply):
      ["role": "tool", "tool_call_id": .string(id), "content": .string(reply.textSayingErrors)]
    }
  }

  /// Content may be null only beside calls.
  private func assistant(text: String?, calls: [ModelCall], opaque: JSON?) -> JSON {
    var message: JSONObject = ["role": "assistant", "content": text.map(JSON.string) ?? (calls.isEmpty ? "" : .null)]
    if !calls.isEmpty {
      message["tool_calls"] = .array(
        calls.enumerated().map { toolCall($1, extra: opaque?["calls"]?[$0]) })
    }
    for member in opaque?["message"]?.objectValue ?? [:] { message[member.key] = member.value }
    if quirks.dropsReasoning {
      message["reasoning_content"] = nil
    } else if message["reasoning_content"] == nil {
      message["reasoning_content"] = quirks.writtenReasoning(question.extra)
    }
    return .object(message)
  }

  /// Malformed arguments go back as none: many servers parse what they are sent and refuse what is no object, which would
  /// turn the model's mistake into an error of the run. The result beside the call says what was wrong.
  private func toolCall(_ call: ModelCall, extra: JSON?) -> JSON {
    var object: JSONObject = [
      "id": .string(call.id), "type": "function",
      "function": [
        "name": .string(question.wireName(of: call.name)),
        "arguments": .string(JSON.object(call.object ?? [:]).compact),
      ],
    ]
    if let extra, !extra.isNull { object["extra_content"] = extra }
    return .object(object)
  }
}
