import SuiteFiles

extension KnownProvider {
  /// Providers as the program hands them in.
  static let sample =
    [
      KnownProvider(
        "openai", endpointKeys: ["preset", "strict", "token_limit", "reasoning_content", "headers", "query"]),
      KnownProvider("openai-responses", endpointKeys: ["preset", "strict", "headers", "query"]),
    ] + ["anthropic", "gemini", "ollama"].map { KnownProvider($0, endpointKeys: ["headers", "query"]) }
    + ["lexical", "script"].map { KnownProvider($0) }
}
