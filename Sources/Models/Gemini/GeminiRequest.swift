import EvalCore
import OrderedJSON

/// The body of a generateContent request. System prompts stand in `systemInstruction` wherever the conversation has them,
/// because contents know only `user` and `model`; the results of one answer's calls make one content.
struct GeminiRequest {
  let question: Question

  func body() throws(EndpointFailure) -> [UInt8] {
    try question.body(head: head, merging: ["generationConfig", "toolConfig"], unsent: ["stream"], tail: tail)
  }

  /// The whole request as a member: beside contents alone the API takes no tools. It wants the model there once more.
  ///
  /// - Parameter resource: the model's, e.g. `models/NAME`.
  func countBody(_ resource: String) -> [UInt8] {
    var head = head
    head["model"] = .string(resource)
    let request = question.countBody(head: head, keeping: ["model", "toolConfig"], tail: tail)
    return Array("{\"generateContentRequest\":".utf8) + request + Array("}".utf8)
  }

  private var tail: JSONObject {
    let conversation = question.request.conversation
    let system = conversation.compactMap(\.systemText)
    var tail = JSONObject()
    if !system.isEmpty { tail["systemInstruction"] = ["parts": [["text": .string(system.joined(separator: "\n\n"))]]] }
    tail["contents"] = .array(contents(conversation))
    return tail
  }

  private var head: JSONObject {
    let generation = question.sampling.numbers(topP: "topP", tokens: "maxOutputTokens", seed: "seed")
    var head = JSONObject()
    if !generation.isEmpty { head["generationConfig"] = .object(generation) }
    if let choice = question.toolChoice { head["toolConfig"] = ["functionCallingConfig": Self.calling(choice)] }
    return head
  }

  private static func calling(_ choice: ToolChoice) -> JSON {
    switch choice {
    case .auto: ["mode": "AUTO"]
    case .never: ["mode": "NONE"]
    case .required: ["mode": "ANY"]
    case .tool(let name): ["mode": "ANY", "allowedFunctionNames": [.string(name)]]
    }
  }

  private func contents(_ conversation: [ConversationEntry]) -> [JSON] {
    var contents: [(role: String, parts: [JSON])] = []
    var ids: [String: JSON] = [:]
    var isAnswering = false
    for entry in conversation {
      var isResult = false
      let parts: [JSON]
      var role = "user"
      switch entry {
      case .system: continue
      case .user(let text): parts = [["text": .string(text)]]
      case .assistant(let text, let calls, let opaque):
        role = "model"
        parts = Self.restore(opaque, calls) ?? (Self.text(text) + calls.map(functionCall))
        ids.merge(Self.ids(of: calls, in: opaque)) { $1 }
      case .result(let id, let tool, let reply):
        isResult = true
        parts = [functionResponse(ids[id], tool, reply)]
      }
      if isResult && isAnswering {
        contents[contents.count - 1].parts += parts
      } else if !parts.isEmpty {
        contents.append((role, parts))
      }
      isAnswering = isResult
    }
    return contents.map { ["role": .string($0.role), "parts": .array($0.parts)] }
  }

  private static func text(_ text: String?) -> [JSON] {
    guard let text, !text.isEmpty else { return [] }
    return [["text": .string(text)]]
  }

  /// The answer's own parts, signatures among them, but for arguments that were no object, which the API would refuse.
  private static func restore(_ opaque: JSON?, _ calls: [ModelCall]) -> [JSON]? {
    guard let parts = opaque?.arrayValue else { return nil }
    var rest = calls[...]
    return parts.map { part in
      guard let call = part.functionCall, let made = rest.popFirst(), made.object == nil,
        var object = part.objectValue, var mended = call.objectValue, mended["args"] != nil
      else { return part }
      mended["args"] = .object([:])
      object["functionCall"] = .object(mended)
      return .object(object)
    }
  }

  /// The ids that the model itself gave its calls; others are not sent, because a response must name its call's own id.
  private static func ids(of calls: [ModelCall], in opaque: JSON?) -> [String: JSON] {
    let own = (opaque?.arrayValue ?? []).compactMap(\.functionCall).map { $0["id"] }
    return Dictionary(
      zip(calls.map(\.id), own).compactMap { id, own in own.map { (id, $0) } }, uniquingKeysWith: { $1 })
  }

  private func functionCall(_ call: ModelCall) -> JSON {
    ["functionCall": ["name": .string(question.wireName(of: call.name)), "args": .object(call.object ?? [:])]]
  }

  private func functionResponse(_ id: JSON?, _ tool: String, _ reply: ToolReply) -> JSON {
    var response = JSONObject()
    response["id"] = id
    response["name"] = .string(question.wireName(of: tool))
    response["response"] = [reply.isError ? "error" : "output": .string(reply.text)]
    return ["functionResponse": .object(response)]
  }
}
