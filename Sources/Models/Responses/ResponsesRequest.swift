import EvalCore
import OrderedJSON

/// The body of a Responses request: leading system prompts as `instructions`, all else as input items.
struct ResponsesRequest {
  let question: Question

  func body() throws(EndpointFailure) -> [UInt8] { try question.body(head: head, tail: tail) }

  func countBody() -> [UInt8] {
    question.countBody(head: head, keeping: ["model", "tool_choice", "parallel_tool_calls"], tail: tail)
  }

  private var tail: JSONObject {
    let conversation = question.request.conversation
    let instructions = conversation.prefix { $0.systemText != nil }.compactMap(\.systemText)
    var tail = JSONObject()
    if !instructions.isEmpty { tail["instructions"] = .string(instructions.joined(separator: "\n\n")) }
    tail["input"] = .array(conversation.dropFirst(instructions.count).flatMap(items))
    return tail
  }

  private var head: JSONObject {
    let model: JSONObject = ["model": .string(question.model), "store": false]
    return
      model
      .overlaid(by: question.sampling.numbers(topP: "top_p", tokens: "max_output_tokens", seed: nil))
      .overlaid(by: question.openAICalls { ["type": "function", "name": .string($0)] })
  }

  private func items(_ entry: ConversationEntry) -> [JSON] {
    switch entry {
    case .system(let text): return [["role": "system", "content": .string(text)]]
    case .user(let text): return [["role": "user", "content": .string(text)]]
    case .assistant(let text, let calls, let opaque):
      if let items = restore(opaque, calls) { return items }
      let message: [JSON] = text.map { [["role": "assistant", "content": .string($0)]] } ?? []
      return message + calls.map(functionCall)
    case .result(let id, _, let reply):
      return [
        ["type": "function_call_output", "call_id": .string(id), "output": .string(reply.textSayingErrors)]
      ]
    }
  }

  /// See ``ChatRequest`` for malformed arguments.
  private func functionCall(_ call: ModelCall) -> JSON {
    [
      "type": "function_call", "call_id": .string(call.id), "name": .string(question.wireName(of: call.name)),
      "arguments": .string(JSON.object(call.object ?? [:]).compact),
    ]
  }

  /// The answer's own items, but for the ids and arguments that were mended. Nil where its reasoning could not be found
  /// again: an item that was neither stored nor sent along, encrypted or open, is an error of the API's.
  private func restore(_ opaque: JSON?, _ calls: [ModelCall]) -> [JSON]? {
    guard let items = opaque?.arrayValue, items.allSatisfy(isWhole) else { return nil }
    var rest = calls[...]
    return items.map { item in
      guard var object = item.objectValue, item["type"] == "function_call", let call = rest.popFirst() else {
        return item
      }
      object["call_id"] = .string(call.id)
      if call.object == nil { object["arguments"] = "{}" }
      return .object(object)
    }
  }

  private func isWhole(_ item: JSON) -> Bool {
    item["type"] != "reasoning" || item["encrypted_content"]?.stringValue != nil
      || item["content"]?.arrayValue?.isEmpty == false || question.extra["store"] == true
  }
}

extension ConversationEntry {
  /// The text of a system prompt.
  var systemText: String? { if case .system(let text) = self { text } else { nil } }
}
