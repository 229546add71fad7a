import EvalCore

/// Whose rules a request must keep: the API that is asked, and the maker of the model that stands behind it.
package enum RuleMaker: String, Sendable, CaseIterable {
  case openAI = "OpenAI"
  case anthropic = "Anthropic"
  case gemini = "Gemini"
  /// Google's compatible endpoint, and gateways that word requests for Gemini.
  case compatibleGemini = "Gemini (compatible)"
  case moonshot = "Moonshot"
  case groq = "Groq"
  case mistral = "Mistral"
  /// Of their own chat templates.
  case gemma = "Gemma"
  case ollama = "Ollama"
  case llamaCpp = "llama.cpp"
}

extension ModelChoice {
  /// Empty for a model that no API answers for, and where nothing is known of its endpoint.
  ///
  /// - Parameter credentials: say where it lives.
  package func ruleMakers(_ credentials: Credentials) -> Set<RuleMaker> {
    guard let provider else { return [] }
    switch provider {
    case .anthropic: return [.anthropic]
    case .gemini: return [.gemini]
    case .ollama: return [.ollama]
    case .openAI, .responses:
      let known = place(credentials).flatMap { KnownEndpoint(provider, $0, endpoint).preset }
      return Set([known.flatMap(RuleMaker.init)].compactMap(\.self))
        .union(RuleMaker.behind(reference.name)).union(RuleMaker.template(of: reference.name))
    }
  }

  private func place(_ credentials: Credentials) -> Credentials.Access? {
    guard let vendor = provider?.vendor else { return nil }
    var credentials = credentials
    credentials.needsKeys = false
    return try? credentials.access(to: reference, vendor: vendor)
  }
}

extension RuleMaker {
  /// Nil for an endpoint that takes what its model's maker takes.
  fileprivate init?(_ preset: EndpointPreset) {
    switch preset {
    case .openAI, .azure: self = .openAI
    case .gemini: self = .compatibleGemini
    case .moonshot: self = .moonshot
    case .groq: self = .groq
    case .mistral: self = .mistral
    case .llamaCpp: self = .llamaCpp
    case .ollama: self = .ollama
    default: return nil
    }
  }

  /// The maker whose API a gateway asks for a model of this name.
  fileprivate static func behind(_ model: String) -> Set<RuleMaker> {
    let name = ModelFamily.bare(model)
    let made: [(prefix: String, maker: RuleMaker)] = [
      ("gpt-", .openAI), ("chatgpt-", .openAI), ("claude-", .anthropic), ("gemini-", .compatibleGemini),
      ("kimi-", .moonshot),
    ]
    if name.hasPrefix("gpt-oss") { return [] }
    let maker = made.first { name.hasPrefix($0.prefix) }?.maker ?? (ModelFamily.ofOpenAI(model) ? .openAI : nil)
    return Set([maker].compactMap(\.self))
  }

  /// The maker whose chat template a server applies, which refuses what it does not expect.
  fileprivate static func template(of model: String) -> Set<RuleMaker> {
    let name = ModelFamily.bare(model)
    let mistral = ["mistral", "mixtral", "ministral", "devstral", "codestral", "magistral", "pixtral"]
    if mistral.contains(where: name.contains) { return [.mistral] }
    return name.contains("gemma") ? [.gemma] : []
  }
}
