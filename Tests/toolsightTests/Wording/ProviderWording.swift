import Models

extension Provider {
  private static let wordings: [Provider: any Wording] = [
    .openAI: ChatWording(), .responses: ResponsesWording(), .anthropic: AnthropicWording(), .gemini: GeminiWording(),
    .ollama: OllamaWording(),
  ]

  /// Those whose servers the tests play.
  static let played = all.filter { wordings[$0] != nil }

  /// How its servers answer.
  var wording: any Wording {
    guard let wording = Self.wordings[self] else { preconditionFailure("no test plays a server of \(name)") }
    return wording
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
    return "\(name):any@\(url)\(version)"
  }
}
