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
