package import EvalCore

/// An API of language models that is asked over HTTP, under the name that users write before a model's colon and under a
/// sampling's `extra`.
package enum Provider: String, Sendable, CaseIterable {
  /// Chat Completions, of OpenAI and of everything compatible.
  case openAI = "openai"
  case responses = "openai-responses"
  case anthropic
  case gemini
  case ollama

  /// Who may see which key.
  package var vendor: Vendor {
    switch self {
    case .openAI, .responses: .openAI
    case .anthropic: .anthropic
    case .gemini: .gemini
    case .ollama: .ollama
    }
  }

  /// - Parameter model: as the API names it.
  func dialect(
    at access: Credentials.Access, model: String = "", _ settings: EndpointSettings = EndpointSettings()
  ) -> any Dialect {
    switch self {
    case .openAI: ChatCompletions(Manners(self, access, model: model, settings))
    case .responses: Responses(Manners(self, access, model: model, settings))
    case .anthropic: AnthropicMessages()
    case .gemini: GeminiContents()
    case .ollama: OllamaChat()
    }
  }

  /// Whether the API counts the tokens of a question without answering it.
  package var countsTokens: Bool { dialect(at: Credentials.Access(baseURL: "")) is any CountingDialect }

  var limits: ToolLimits {
    switch self {
    case .openAI: ChatCompletions.limits
    case .responses: Responses.limits
    case .anthropic: AnthropicMessages.limits
    case .gemini: GeminiContents.limits
    case .ollama: OllamaChat.limits
    }
  }

  /// What a list of tools exceeds of the limits that this API is known to have, and what is renamed to fit: warnings, because
  /// vendors move them.
  ///
  /// - Throws: where two tools have one name, which no request could tell apart.
  package func remarks(on tools: [Tool]) throws(ModelSetupError) -> [String] {
    let names: WireNames
    do { names = try WireNames(tools, limits) } catch { throw ModelSetupError("\(rawValue): \(error.message)") }
    return ([limits.remark(on: names)].compactMap(\.self) + limits.remarks(on: tools)).map { "\(rawValue): \($0)" }
  }

  /// A sentence about the settings that this API has no word for and that are therefore not sent; nil where there is none.
  package func remark(on sampling: Sampling) -> String? {
    let unsent = sampling.set.filter(unknownSettings.contains).map(\.rawValue)
    guard !unsent.isEmpty else { return nil }
    return "not sent, because \(rawValue) has no such setting: \(unsent.joined(separator: ", "))"
  }

  /// Whether the API has a seed.
  var sendsSeed: Bool { !unknownSettings.contains(.seed) }

  private var unknownSettings: Set<Sampling.Setting> {
    switch self {
    case .openAI: []
    case .responses, .anthropic: [.seed]
    case .gemini: [.parallelCalls]
    case .ollama: [.toolChoice, .parallelCalls]
    }
  }
}

extension Sampling {
  /// The settings that not every API has.
  fileprivate enum Setting: String {
    case seed
    case toolChoice = "tool_choice"
    case parallelCalls = "parallel_calls"
  }

  fileprivate var set: [Setting] {
    (seed == nil ? [] : [.seed]) + (toolChoice == nil ? [] : [.toolChoice])
      + (parallelCalls == nil ? [] : [.parallelCalls])
  }
}
