import OrderedJSON

/// Bodies of errors that say everything which filters, accounts and parsers say, only not where anybody documents it: in
/// messages, names, quotes and pages, in every envelope that vendors, routers and gateways use. None of them is a model's doing.
struct GeneratedErrors {
  struct Body: Sendable {
    let status: Int
    let type: String
    let text: String
  }

  /// What is asked; some of the errors say it back.
  static let prompt =
    "Failed to parse input at pos 3: why is 'content_filter' flagged? insufficient_quota, invalid_api_key"

  private let dice: Dice

  init(seed: UInt64 = 1) { dice = Dice(seed: seed) }

  /// - Parameter statuses: one of them is the body's.
  func next(_ statuses: ClosedRange<Int>) -> Body {
    let status = statuses.lowerBound + dice.roll(under: statuses.count)
    let message = message()
    switch dice.roll(under: 12) {
    case 0: return Body(status: status, type: "text/html", text: page(message))
    case 1: return Body(status: status, type: "text/plain", text: message)
    default: return Body(status: status, type: "application/json", text: envelope(message, status).compact)
    }
  }

  private func one<Element>(_ list: [Element]) -> Element { list[dice.roll(under: list.count)] }

  private func page(_ message: String) -> String {
    "<!doctype html><html><head><title>\(one(Self.phrases))</title></head><body>\(message)</body></html>"
  }

  private func message() -> String {
    let (phrase, name) = (one(Self.phrases), one(Self.names))
    return one([
      "Invalid schema for function '\(name)': property '\(phrase)' has no type", "tools.0.\(name): \(phrase)",
      "Unsupported parameter: '\(phrase)'", "model '\(name)': \(phrase)", "Your account: \(phrase)",
      "Blocked by rule 12: \(phrase)",
      "invalid request: \"\(Self.prompt)\"", Self.prompt, "\"\(phrase)\" is not what \(name) wants",
      "[\(name)] \(phrase)",
      "upstream said `\(phrase)` (\(phrase))", "Request of \(name) denied. \(phrase). \(phrase)!",
      "litellm.BadRequestError: OpenAIException - tool \(name): \(phrase)",
      "litellm.ContentPolicyViolationError: the request was not taken. \(phrase)",
      "litellm.BadRequestError: AzureException - "
        + JSON.object(["error": .object(plain("'\(name)': \(phrase)"))]).compact,
    ])
  }

  private func plain(_ message: String) -> JSONObject {
    var error: JSONObject = ["message": .string(message)]
    for member in ["code", "type", "status", "param"] where dice.roll(under: 2) == 0 {
      error[member] = one(Self.codes)
    }
    return error
  }

  private func envelope(_ message: String, _ status: Int) -> JSON {
    var error = plain(message)
    switch dice.roll(under: 9) {
    case 0: return .object(error)
    case 1: return ["error": .string(message)]
    case 2: return ["detail": .string(message)]
    case 3: return ["detail": [["loc": ["body", .string(one(Self.names))], "msg": .string(message)]]]
    case 4: return [["error": .object(error)]]
    case 5: return ["type": "error", "error": .object(error), "request_id": "req_1"]
    case 6:
      error["details"] = [["reason": .string(one(Self.phrases)), "metadata": ["model": .string(one(Self.names))]]]
      return ["error": .object(error)]
    case 7:
      let inner = JSON.object(["error": .object(plain(message))])
      error["metadata"] = [
        "provider_name": .string(one(Self.names)), "raw": one([.string(message), .string(inner.compact), inner]),
        "reasons": .string(one(Self.phrases)), "headers": ["X-Reason": .string(one(Self.phrases))],
      ]
      return ["error": .object(error)]
    default:
      error["innererror"] = ["code": .string(one(Self.names)), "message": .string(one(Self.phrases))]
      return ["error": .object(error), "flagged": true, "content_filter": ["filtered": true]]
    }
  }

  private static let phrases = [
    "flagged", "moderation", "content_filter", "content filter", "content_policy", "content management policy",
    "ResponsibleAIPolicyViolation", "Output blocked by content filtering policy", "usage policy", "safety", "refusal",
    "blocked",
    "insufficient_quota", "Insufficient Balance", "credit balance is too low", "quota exceeded per-day", "billing",
    "invalid_api_key", "Incorrect API key", "API key not valid", "permission denied", "unauthorized",
    "maximum context length", "prompt is too long", "context window", "model not found", "not a valid model",
    "unknown model",
    "failed to parse", "could not parse the output", "error parsing tool call", "tool_use_failed",
    "XML syntax error on line 7",
    "does not support tool use", "requires moderation", "data_inspection_failed", "<tool_call>{\"name\":",
    "\u{1F6AB} \u{202E}no",
  ]
  private static let names = [
    "list_flagged_posts", "set_content_policy", "content_filter", "moderate", "refuse_request", "set_hours_perday",
    "text-moderation-latest", "gpt-4-moderation", "acme/insufficient_quota-7b", "failed_to_parse_input",
    "invalid_api_key",
    "x", "tool use failed", "get.context_length",
  ]
  private static let codes: [JSON] = [
    "account_flagged", "moderation_field_missing", "invalid_function_parameters", "invalid_value",
    "invalid_request_error",
    "policy", "filter", "blocked", "BadRequestError", "unsupported_parameter", "E1301", "", nil, true, 0, 400, 1301, -1,
    1e300,
    ["content_filter"], ["code": "content_filter"],
  ]
}
