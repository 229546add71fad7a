import Models

extension Provider {
  /// How its servers answer.
  var wording: any Wording {
    switch self {
    case .openAI: ChatWording()
    case .responses: ResponsesWording()
    case .anthropic: AnthropicWording()
    case .gemini: GeminiWording()
    case .ollama: OllamaWording()
    }
  }

  /// Whose API has this path; nil for nobody's.
  init?(path: some StringProtocol) {
    if path.hasSuffix("/chat/completions") {
      self = .openAI
    } else if path.hasSuffix("/v1/responses") {
      self = .responses
    } else if path.hasSuffix("/v1/messages") {
      self = .anthropic
    } else if path.contains("/v1beta/models/") {
      self = .gemini
    } else if path.hasSuffix("/api/chat") {
      self = .ollama
    } else {
      return nil
    }
  }

  /// A model of a server on this machine, as `--model` names it.
  ///
  /// - Parameter url: of the server, without a path.
  func model(at url: String) -> String {
    let version = self == .openAI || self == .responses ? "/v1" : ""
    return "\(rawValue):any@\(url)\(version)"
  }
}
