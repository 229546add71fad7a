import EvalCore
import OrderedJSON

/// What an error that an endpoint answered means.
enum ErrorAnswer: Error {
  case failure(EndpointFailure)
  /// The endpoint's filter refused the prompt or the answer: the model's outcome, not an outage.
  case refused(String)
  /// The endpoint could not parse what its model wrote: the model's mistake, when it recurs.
  case unparsable(String)

  /// - Parameter status: of the HTTP response; 200 where the error stands in the body of a success.
  init(status: Int, _ words: ErrorWords) {
    let status = status < 300 ? words.status ?? status : status
    let text = words.text
    if Self.isUnparsable(status, words.codes, text) {
      self = .unparsable(words.message)
    } else if [200, 400, 403].contains(status) && Self.says(text, Self.filterPhrases) {
      self = .refused(words.message)
    } else if Self.says(text, Self.toolPhrases) {
      self = .failure(EndpointFailure(.notShown, status: status, message: words.message + Self.toolAdvice))
    } else {
      self = .failure(EndpointFailure(Self.class(status, text), status: status, message: words.message))
    }
  }

  /// A success whose body is not what it should be.
  static func broken(_ message: String) -> ErrorAnswer {
    .failure(EndpointFailure(.protocol, status: 200, message: message))
  }

  /// A redirect, which is not followed, because the key must not go where nobody sent it.
  init(redirect status: Int, to location: String?) {
    let target = location.map { " to '\($0.prefix { !"?#".contains($0) }.prefix(200))'" } ?? ""
    self = .failure(
      EndpointFailure(
        .badRequest, status: status,
        message: "the endpoint redirects\(target), and redirects are not followed: give the URL that answers itself"))
  }

  private static func `class`(_ status: Int, _ text: String) -> EndpointFailure.Class {
    switch status {
    case 401: .auth
    case 403: says(text, quotaPhrases) ? .quota : says(text.withoutQuotes, modelPhrases) ? .modelNotFound : .auth
    case 402: .quota
    case 404: .modelNotFound
    case 408: .timeout
    case 413: .contextLength
    case 429: says(text, quotaPhrases + dayPhrases) ? .quota : .rateLimited
    case 400..<500: requestClass(text)
    case 503, 529: .overloaded
    case 500...: .server
    default: classWithoutStatus(text)
    }
  }

  private static func requestClass(_ text: String) -> EndpointFailure.Class {
    if says(text, keyPhrases) { return .auth }
    if says(text, quotaPhrases) { return .quota }
    if says(text, contextPhrases) { return .contextLength }
    return says(text.withoutQuotes, modelPhrases) ? .modelNotFound : .badRequest
  }

  /// For an error inside a success that names no status.
  private static func classWithoutStatus(_ text: String) -> EndpointFailure.Class {
    if says(text, quotaPhrases + ["billing_error"]) { return .quota }
    if says(text, keyPhrases + ["authentication_error", "permission_error"]) { return .auth }
    if says(text, contextPhrases) { return .contextLength }
    if says(text, modelPhrases + ["not_found_error"]) { return .modelNotFound }
    if says(text, ["rate_limit", "rate limit", "too many requests"]) { return .rateLimited }
    if says(text, ["overloaded", "unavailable", "at capacity"]) { return .overloaded }
    return says(text, ["invalid_request"]) ? .badRequest : .server
  }

  /// llama.cpp, Ollama and others answer 500 for what their model wrote, Groq 400 with a code of its own; a grammar or a
  /// request that they could not parse is ours.
  private static func isUnparsable(_ status: Int, _ codes: [String], _ text: String) -> Bool {
    if codes.contains("tool_use_failed") { return true }
    // An error inside a success often names no status.
    return (status >= 500 || status < 300) && says(text, parsePhrases)
      && !says(text, ["grammar", "parse request", "parse tools"])
  }

  private static let parsePhrases = [
    "failed to parse", "could not parse", "couldn't parse", "unable to parse", "cannot parse", "error parsing",
    "parse error", "parsing error", "parsing failed",
  ]
  private static let filterPhrases = [
    "content_filter", "content filter", "content_policy", "content policy", "content management policy",
    "responsibleaipolicyviolation", "flagged", "moderation", "bio_policy",
  ]
  private static let quotaPhrases = [
    "insufficient_quota", "insufficient quota", "insufficient balance", "insufficient credit",
    "credit balance is too low",
  ]
  /// Names of quotas of Google's and OpenRouter's: one that is counted by the minute comes back, one by the day does not.
  private static let dayPhrases = ["perday", "per-day"]
  private static let keyPhrases = ["invalid_api_key", "invalid api key", "incorrect api key", "api key not valid"]
  /// For those who answer 400 or 403 where others answer 404.
  private static let modelPhrases = [
    "model_not_found", "model not found", "model not exist", "not a valid model", "invalid model name", "unknown model",
  ]
  private static let contextPhrases = [
    "context_length", "context length", "context size", "context window", "context limit", "maximum context",
    "too many tokens", "prompt is too long", "exceeds the maximum number of tokens", "request_too_large",
  ]
  /// What servers and routers say where the model, its template or a setting of theirs has no place for tools.
  private static let toolPhrases = [
    "does not support tools", "does not support tool calling", "support tool use", "does not support function calling",
    "`tool calling` is not supported", "requires --enable-auto-tool-choice", "tools param requires --jinja",
  ]
  private static let toolAdvice =
    "; the model was not shown the tools: choose a model that takes tools, or start its server with tool calls enabled"

  private static func says(_ text: String, _ phrases: [String]) -> Bool { phrases.contains { text.contains($0) } }
}

extension String {
  /// APIs quote what is wrong with a request: names and descriptions of tools, which may say anything.
  fileprivate var withoutQuotes: String { replacing(#/'[^']*'|"[^"]*"|`[^`]*`/#, with: "") }
}
