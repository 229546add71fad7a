import EvalCore

/// What the vendors' own words for the end of an answer mean. Gateways hand them on, in place of their own or beside `stop`.
enum FinishWord {
  /// Nil for a word that is not known. Case says nothing, and neither does the name of the filter that Google's compatible
  /// endpoint puts before the word.
  static func meaning(of word: String) -> ModelAnswer.Finish? {
    let word = word.lowercased()
    return meanings[word.hasPrefix(filter) ? word.dropFirst(filter.count).trimmingSpaces : word]
  }

  private static let filter = "function_call_filter:"

  private static let meanings: [String: ModelAnswer.Finish] = Dictionary(
    uniqueKeysWithValues: [
      // OpenAI, Anthropic, Gemini, Cohere, and what is compatible with them.
      (
        .stop,
        [
          "stop", "tool_calls", "function_call", "end_turn", "tool_use", "stop_sequence", "complete", "completed",
          "tool_call",
        ]
      ),
      // `model_length` is Mistral's.
      (.length, ["length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded"]),
      // Google: ai.google.dev/api/generate-content#FinishReason; Bedrock: API_runtime_Converse, `stopReason`.
      (
        .unparsable,
        ["malformed_function_call", "unexpected_tool_call", "malformed_tool_use", "malformed_model_output"]
      ),
      (
        .refused,
        [
          "content_filter", "content_filtered", "guardrail_intervened", "refusal", "safety", "recitation", "blocklist",
          "prohibited_content", "spii", "image_safety", "image_prohibited_content", "image_recitation",
        ]
      ),
    ].flatMap { (meaning: ModelAnswer.Finish, words: [String]) in words.map { ($0, meaning) } })
}

extension Substring {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
