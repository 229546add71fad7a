import EvalCore
import OrderedJSON

/// The two requests that one answer of a constrained model takes, in plain words instead of a tools API.
struct ConstrainedDialogue {
  private let request: ModelRequest
  private let api: String
  private let format: ResponseFormat
  private let likelihoods: JSONObject

  /// What the model answers to call nothing; a tool of this name is told apart by a number after it.
  private let none: String

  private let toolChoice: ToolChoice

  /// - Parameters:
  ///   - api: the name of the provider that is asked.
  ///   - likelihoods: members that ask for log-probabilities; empty where nobody wants any.
  ///   - toolChoice: in the request's names.
  init(
    _ request: ModelRequest, _ api: String, _ format: @escaping ResponseFormat, _ likelihoods: JSONObject,
    toolChoice: String?
  ) {
    self.toolChoice = toolChoice.map(ToolChoice.init) ?? .auto
    self.request = request
    self.api = api
    self.format = format
    self.likelihoods = likelihoods
    let names = Set(request.catalogue.tools.map(\.name))
    none = names.contains("none") ? (2...).lazy.map { "none_\($0)" }.first { !names.contains($0) } ?? "none" : "none"
  }

  // MARK: Choosing

  /// Which tool, or none.
  var choiceRequest: ModelRequest {
    let schema: JSON = [
      "type": "object", "properties": ["tool": ["type": "string", "enum": .array(words.map(JSON.string))]],
      "required": ["tool"], "additionalProperties": false,
    ]
    return constrained(talk, format(schema, "choice", true).overlaid(by: likelihoods))
  }

  /// What may be answered: `required` leaves abstaining out, a tool's name all else.
  private var words: [String] {
    let names = request.catalogue.tools.map(\.name)
    switch toolChoice {
    case .auto: return names + [none]
    case .never: return [none]
    case .required: return names
    case .tool(let name): return names.contains(name) ? [name] : names + [none]
    }
  }

  /// The tool that an answer to ``choiceRequest`` names; nil for none.
  ///
  /// - Throws: where the answer is not what it was constrained to: the endpoint ignores the constraint.
  func readChoice(_ answer: ModelAnswer) throws(EndpointFailure) -> Tool? {
    let text = answer.text ?? ""
    let name = (try? JSON(parsing: text))?["tool"]?.stringValue
    if name == none { return nil }
    guard let name, let tool = request.catalogue[name] else {
      throw .outsideSchema("expected {\"tool\": …}, found '\(text.excerpt(limit: 120))'")
    }
    return tool
  }

  /// - Throws: where what came of a choice before it was cut off cannot become one.
  func checkCut(_ choice: ModelAnswer) throws(EndpointFailure) {
    let text = choice.text ?? ""
    guard choice.finish == .length, text.beginsAsProse else { return }
    throw .outsideSchema("expected {\"tool\": …}, found '\(text.excerpt(limit: 120))'")
  }

  /// The answer to ``choiceRequest`` with how likely each choice was in place of its tokens.
  func weigh(_ answer: ModelAnswer, _ picked: Tool?) -> ModelAnswer {
    var answer = answer
    answer.likelihoods = ToolLikelihoods(answer.tokens, of: words, none: none, picked: picked?.name ?? none)
    answer.tokens = []
    return answer
  }

  // MARK: Filling in

  /// The arguments of a tool that was picked.
  func argumentsRequest(_ tool: Tool) -> ModelRequest {
    let entries: [ConversationEntry] = [
      .assistant(text: Self.choice(of: tool.name), calls: []),
      .user("Now write the arguments of \(tool.name) as JSON. Its schema: \(tool.inputSchema.compact)"),
    ]
    return constrained(talk + entries, format(tool.inputSchema, "arguments", false))
  }

  /// - Throws: where the arguments are not what they were constrained to, or what came of them before they were cut off cannot
  ///   become it: what the endpoint let through is not the model's.
  func readArguments(_ answer: ModelAnswer, _ tool: Tool) throws(EndpointFailure) -> ModelCall.Arguments {
    let text = answer.text ?? ""
    // Nothing written is no `{}` where the tokens ran out before.
    let isBlank = answer.finish == .length && text.allSatisfy(\.isWhitespace)
    let arguments =
      isBlank ? .malformed(text: text, reason: "the answer was cut off before it") : ModelCall.Arguments(text: text)
    if answer.finish == .length, let misfit = request.catalogue.misfit(ofCut: text, to: tool.name) {
      throw .outsideSchema("arguments of '\(tool.name)'\(misfit.excerpt(limit: 200))")
    }
    guard answer.finish == .stop || answer.finish == .other else { return arguments }
    switch arguments {
    case .malformed(_, let reason): throw .outsideSchema("arguments of '\(tool.name)': \(reason)")
    case .object(let object):
      if let misfit = request.catalogue.misfit(of: object, to: tool.name) {
        throw .outsideSchema("arguments of '\(tool.name)'\(misfit.excerpt(limit: 200))")
      }
      return arguments
    }
  }

  private func constrained(_ conversation: [ConversationEntry], _ extra: JSONObject) -> ModelRequest {
    ModelRequest(
      trial: request.trial, turn: request.turn, conversation: conversation,
      catalogue: Catalogue(tools: [], key: "none"), sampling: request.sampling,
      constraint: [api: extra])
  }

  // MARK: The conversation in words

  /// The tools first, so that a server can keep that part of the prompt.
  private var talk: [ConversationEntry] {
    let systems = request.conversation.compactMap { if case .system(let text) = $0 { text } else { nil } }
    let rest = request.conversation.compactMap(Self.inWords)
    return [.system(([instructions] + systems).joined(separator: "\n\n"))] + rest
  }

  private var instructions: String {
    let tools = request.catalogue.tools.map { tool in
      let parameters = tool.parameters.isEmpty ? "" : " (\(tool.parameters.keys.joined(separator: ", ")))"
      return "- \(tool.name)\(parameters): \(tool.description ?? "")"
    }
    return """
      You can use these tools:
      \((tools + (words.contains(none) ? ["- \(none): no tool, because none of them does what the user asks for"] : []))
        .joined(separator: "\n"))

      Answer with the tool that does what the user asks for, as {"tool": "NAME"}.
      """
  }

  /// Nil for a system entry, which stands at the beginning.
  private static func inWords(_ entry: ConversationEntry) -> ConversationEntry? {
    switch entry {
    case .system: nil
    case .user: entry
    case .assistant(let text, let calls, _):
      .assistant(text: ([text].compactMap(\.self) + calls.map(text(of:))).joined(separator: "\n"), calls: [])
    case .result(_, let tool, let reply): .user("\(tool) answered: \(reply.text)")
    }
  }

  private static func choice(of tool: String) -> String { JSON.object(["tool": .string(tool)]).compact }

  private static func text(of call: ModelCall) -> String {
    let arguments = call.object.map { JSON.object($0) } ?? [:]
    return JSON.object(["tool": .string(call.name), "arguments": arguments]).compact
  }
}

extension EndpointFailure {
  fileprivate static func outsideSchema(_ what: String) -> EndpointFailure {
    EndpointFailure(
      .notHeld, status: 200, message: "the endpoint did not keep to the JSON Schema it was given: \(what)")
  }
}
