import EvalCore
import OrderedJSON

/// The body of a Messages request. System prompts stand at its top wherever the conversation has them, because the API
/// takes none elsewhere; the results of one answer's calls make one user turn, with what the user says next.
struct AnthropicRequest {
  let question: Question

  /// The API wants a limit; this one is far beyond what a choice of tools takes, reasoning included, and below what any
  /// current model can write. `max_output_tokens` replaces it.
  static let defaultTokens = 8192

  func body() throws(EndpointFailure) -> [UInt8] { try question.body(head: head, tail: tail) }

  func countBody() -> [UInt8] { question.countBody(head: head, keeping: ["model", "tool_choice"], tail: tail) }

  private var tail: JSONObject {
    let conversation = question.request.conversation
    let system = conversation.compactMap(\.systemText)
    var tail = JSONObject()
    if !system.isEmpty { tail["system"] = .string(system.joined(separator: "\n\n")) }
    tail["messages"] = .array(messages(conversation))
    return tail
  }

  private var head: JSONObject {
    let sampling = question.sampling
    var head: JSONObject = [
      "model": .string(question.model),
      "max_tokens": .number(JSONNumber(sampling.maxOutputTokens ?? Self.defaultTokens)),
    ]
    head = head.overlaid(by: sampling.numbers(topP: "top_p", tokens: nil, seed: nil))
    head["tool_choice"] = toolChoice
    return head
  }

  /// Parallel calls are a part of the choice, and `auto` is what no choice means.
  private var toolChoice: JSON? {
    guard question.hasTools, question.toolChoice != nil || question.sampling.parallelCalls != nil else { return nil }
    var choice: JSONObject
    switch question.toolChoice {
    case .auto, nil: choice = ["type": "auto"]
    case .never: return ["type": "none"]
    case .required: choice = ["type": "any"]
    case .tool(let name): choice = ["type": "tool", "name": .string(name)]
    }
    if let parallel = question.sampling.parallelCalls { choice["disable_parallel_tool_use"] = .bool(!parallel) }
    return .object(choice)
  }

  private func messages(_ conversation: [ConversationEntry]) -> [JSON] {
    var messages: [(role: String, blocks: [JSON])] = []
    for entry in conversation {
      guard let (role, blocks) = turn(entry), !blocks.isEmpty else { continue }
      if messages.last?.role == role {
        messages[messages.count - 1].blocks += blocks
      } else {
        messages.append((role, blocks))
      }
    }
    return messages.map { ["role": .string($0.role), "content": .array($0.blocks)] }
  }

  private func turn(_ entry: ConversationEntry) -> (role: String, blocks: [JSON])? {
    switch entry {
    case .system: nil
    case .user(let text): ("user", [["type": "text", "text": .string(text)]])
    case .assistant(let text, let calls, let opaque):
      ("assistant", restore(opaque, calls) ?? Self.text(text) + calls.map(toolUse))
    case .result(let id, _, let reply): ("user", [Self.toolResult(id, reply)])
    }
  }

  /// The API refuses empty text.
  private static func text(_ text: String?) -> [JSON] {
    guard let text, !text.isEmpty else { return [] }
    return [["type": "text", "text": .string(text)]]
  }

  private func toolUse(_ call: ModelCall) -> JSON {
    [
      "type": "tool_use", "id": .string(call.id), "name": .string(question.wireName(of: call.name)),
      "input": .object(call.object ?? [:]),
    ]
  }

  private static func toolResult(_ id: String, _ reply: ToolReply) -> JSON {
    var block: JSONObject = ["type": "tool_result", "tool_use_id": .string(id)]
    if !reply.text.isEmpty { block["content"] = .string(reply.text) }
    if reply.isError { block["is_error"] = true }
    return .object(block)
  }

  /// The answer's own blocks, signed reasoning among them, but for the ids and arguments that were mended.
  private func restore(_ opaque: JSON?, _ calls: [ModelCall]) -> [JSON]? {
    guard let blocks = opaque?.arrayValue else { return nil }
    var rest = calls[...]
    return blocks.compactMap { block in
      if block["type"] == "text", block["text"] == "" { return nil }
      guard var object = block.objectValue, block["type"] == "tool_use", let call = rest.popFirst() else {
        return block
      }
      object["id"] = .string(call.id)
      if call.object == nil { object["input"] = .object([:]) }
      return .object(object)
    }
  }
}
