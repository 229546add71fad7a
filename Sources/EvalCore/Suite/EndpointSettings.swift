/// How a model's endpoint wants to be asked, as far as its host and the model's name do not say it: made by the reader of
/// `toolsight.yaml`, consumed when a run opens its models.
package struct EndpointSettings: Sendable, Hashable {
  /// What answers there, where its host does not say so.
  package var preset: EndpointPreset?
  /// Whether tools say that they are not strict.
  package var strict: MemberUse?
  package var tokenLimit: TokenLimit?
  /// Whether written answers bring an empty reasoning of theirs.
  package var reasoningContent: MemberUse?
  /// Sent with every request, in place of headers of the same name.
  package var headers: [NamedText] = []
  /// Appended to every request's URL.
  package var query: [NamedText] = []

  package init() {}

  /// Whether a member that not every server takes is sent.
  package enum MemberUse: String, Sendable, CaseIterable {
    case sent, omitted
  }

  /// The member in which Chat Completions limits an answer's tokens.
  package enum TokenLimit: String, Sendable, CaseIterable {
    case older = "max_tokens"
    case newer = "max_completion_tokens"
  }

  /// A header or a parameter of a query.
  package struct NamedText: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}

extension EndpointSettings {
  /// What differs from how any endpoint is asked, as `toolsight.yaml` writes it: a part of what a model is.
  package var described: [String] {
    [
      preset.map { "preset \($0.rawValue)" }, strict.map { "strict \($0.rawValue)" },
      tokenLimit.map { "token_limit \($0.rawValue)" }, reasoningContent.map { "reasoning_content \($0.rawValue)" },
      Self.list("headers", headers), Self.list("query", query),
    ].compactMap(\.self)
  }

  private static func list(_ word: String, _ named: [NamedText]) -> String? {
    named.isEmpty ? nil : "\(word) " + named.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }
}

/// The vendors, gateways and servers of Chat Completions whose ways are known.
package enum EndpointPreset: String, Sendable, CaseIterable {
  case openAI = "openai"
  case azure, openRouter = "openrouter", litellm
  case mistral, deepseek, moonshot, groq, cerebras, together, fireworks
  /// Google's compatible endpoint.
  case gemini
  case vllm, sglang
  case llamaCpp = "llama.cpp"
  case lmStudio = "lm-studio"
  /// Ollama's `/v1`.
  case ollama
}
