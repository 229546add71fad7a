import EvalCore

/// What the codes, types and statuses mean that vendors document for their errors; in lower case.
enum ErrorCodes {
  /// Of filters. A model's refusal counts against its score, so nothing but such a word in its own field is one.
  static let filters: Set<String> = [
    // OpenAI and Azure ("Content filtering", error code of a filtered prompt), Moonshot (errors, type).
    "content_filter",
    // Azure, `innererror.code` ("Content filtering").
    "responsibleaipolicyviolation",
    // OpenRouter, `metadata.error_type` ("Errors and debugging"); the first is OpenAI's code for images, too.
    "content_policy_violation", "refusal",
    // OpenAI's Responses (API reference, `error.code`). `invalid_prompt` is its code for wrong prompts, too.
    "bio_policy", "misalignment_policy_violation",
    // Alibaba's Model Studio ("Error codes", 400), by its own API and by the compatible one.
    "datainspectionfailed", "data_inspection_failed",
  ]

  /// Of outputs that a server could not parse: Groq ("Tool use" and "Structured outputs", both beside `failed_generation`).
  static let unparsable: Set<String> = ["tool_use_failed", "output_parse_failed", "json_validate_failed"]

  /// Where two fit, the first one counts.
  static let classes: [(class: EndpointFailure.Class, codes: Set<String>)] = [
    (
      .quota,
      [
        // OpenAI ("Error codes"; the last two as the API gives them for accounts without a valid payment).
        "insufficient_quota", "billing_hard_limit_reached", "billing_not_active",
        // Anthropic ("Errors", 402), OpenRouter (`metadata.error_type`), Moonshot (429), Alibaba (400).
        "billing_error", "payment_required", "exceeded_current_quota_error", "arrearage",
      ]
    ),
    (
      .auth,
      [
        // OpenAI; Anthropic; Google's ErrorInfo and statuses; Moonshot; OpenRouter (`metadata.error_type`).
        "invalid_api_key", "authentication_error", "permission_error", "api_key_invalid", "unauthenticated",
        "invalid_authentication_error", "authentication",
        // LiteLLM without a database, measured with 1.110.2, to a key that is not its master key.
        "no_db_connection",
      ]
    ),
    (
      .contextLength,
      // OpenAI; llama.cpp's server (tools/server, ERROR_TYPE_EXCEED_CONTEXT_SIZE); Anthropic (413).
      ["context_length_exceeded", "exceed_context_size_error", "request_too_large"]
    ),
    // OpenAI, Anthropic, Google, Azure.
    (.modelNotFound, ["model_not_found", "not_found_error", "not_found", "deploymentnotfound"]),
    (.rateLimited, ["rate_limit_exceeded", "rate_limit_error", "resource_exhausted", "too_many_requests"]),
    (.overloaded, ["overloaded_error", "unavailable", "server_is_overloaded", "slow_down", "provider_overloaded"]),
    (.badRequest, ["invalid_request_error", "invalid_argument", "failed_precondition", "invalid_prompt"]),
  ]

  /// Google counts a quota by the minute or by the day, and says so in its id; the one comes back, the other does not.
  static func isOfADay(quota id: String) -> Bool { id.contains("perday") }
}
