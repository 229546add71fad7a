import EvalCore

/// What the vendors' own words for the end of an answer mean. Gateways hand them on, in place of their own or beside `stop`.
enum FinishWord {
  /// Nil for a word that is not known. Case says nothing, and neither does the name of the filter that Google's compatible
  /// endpoint puts before the word.
  static func meaning(of word: String) -> ModelAnswer.Finish? {
    meanings[bare(word)]
  }

  /// What went wrong at an endpoint that ends an answer with such a word: then what came of it is none.
  static func failure(_ word: String) -> EndpointFailure? {
    let word = bare(word)
    guard let kind = failures[word] else { return nil }
    return EndpointFailure(kind, status: 200, message: "the endpoint ended the answer with '\(word)'")
  }

  private static func bare(_ word: String) -> String {
    let word = word.lowercased()
    return word.hasPrefix(filter) ? word.dropFirst(filter.count).trimmingSpaces : word
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
          // Together; Hugging Face's TGI.
          "eos", "eos_token",
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
          // Zhipu.
          "sensitive",
        ]
      ),
    ].flatMap { (meaning: ModelAnswer.Finish, words: [String]) in words.map { ($0, meaning) } })

  private static let failures: [String: EndpointFailure.Class] = [
    // vLLM and SGLang, whose engines end a request when they shut down, sleep or run out of room
    // (vllm-project/vllm#57082, sgl-project/sglang#22535).
    "abort": .server,
    // DeepSeek ("Create Chat Completion", `finish_reason`).
    "insufficient_system_resource": .overloaded,
    // Cohere ("Chat", `finish_reason`); Zhipu ("Chat completion", `finish_reason`); OpenRouter ("Errors and debugging").
    "error": .server, "timeout": .timeout, "network_error": .server,
    // Google: the conversation lacks what an earlier answer was signed with.
    "missing_thought_signature": .badRequest,
  ]
}

extension Substring {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
