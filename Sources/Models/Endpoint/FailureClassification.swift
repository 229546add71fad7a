import EvalCore
import OrderedJSON

/// What an HTTP error status of a model's endpoint means.
enum ErrorAnswer {
  case failure(EndpointFailure)
  /// The endpoint's filter refused the prompt or the answer: the model's outcome, not an outage.
  case refused(String)
  /// The endpoint could not parse what its model wrote: the model's mistake, when it recurs.
  case unparsable(String)

  init(status: Int, body: [UInt8]) {
    let error = (try? JSON(parsing: body)).flatMap { $0["error"] ?? $0 }
    let message = Self.message(error, body)
    let code = error?["code"]?.stringValue ?? error?["type"]?.stringValue ?? ""
    let text = "\(code) \(message)".lowercased()
    if Self.isUnparsable(status, text) {
      self = .unparsable(message)
    } else if status == 400 && Self.says(text, ["content_filter", "content filter", "content_policy"]) {
      self = .refused(message)
    } else {
      self = .failure(EndpointFailure(Self.class(status, text), status: status, message: message))
    }
  }

  private static func `class`(_ status: Int, _ text: String) -> EndpointFailure.Class {
    switch status {
    case 401, 403: .auth
    case 402: .quota
    case 404: .modelNotFound
    case 408: .timeout
    case 429: says(text, ["insufficient_quota", "insufficient quota", "billing"]) ? .quota : .rateLimited
    case 413: .contextLength
    case 400, 422: says(text, ["context_length", "context length", "maximum context", "too many tokens"]) ? .contextLength : .badRequest
    case 400..<500: .badRequest
    case 503, 529: .overloaded
    case 500...: .server
    default: .protocol
    }
  }

  private static func isUnparsable(_ status: Int, _ text: String) -> Bool {
    status >= 500 && says(text, ["failed to parse", "parse error", "could not parse", "unable to parse"])
  }

  private static func says(_ text: String, _ phrases: [String]) -> Bool { phrases.contains { text.contains($0) } }

  /// The endpoint's own words, bounded.
  private static func message(_ error: JSON?, _ body: [UInt8]) -> String {
    let said = error?["message"]?.stringValue ?? error?.stringValue ?? String(decoding: body.prefix(400), as: UTF8.self)
    return String(said.prefix(400))
  }
}
