import EvalCore
import OrderedJSON

/// What an error that an endpoint answered means: by its status and the fields that its vendor documents, never by words found
/// somewhere in it, for those may be a tool's name, a page of a proxy's, or the prompt.
enum ErrorAnswer: Error {
  case failure(EndpointFailure)
  /// The endpoint's filter refused the prompt or the answer: the model's outcome, not an outage.
  case refused(String)
  /// The endpoint could not parse what its model wrote: the model's mistake, when it recurs.
  case unparsable(String)
  /// What a server's own sentence says, unless those words are in the request: then the rest of the error has to say it.
  indirect case worded(String, ErrorAnswer, otherwise: EndpointFailure)

  /// - Parameter status: of the HTTP response; 200 where the error stands in the body of a success.
  init(status: Int, _ words: ErrorWords) {
    let status = status < 300 ? words.status ?? status : status
    let codes = words.codes.union(words.relayedCodes)
    if Self.isFiltered(status, words) {
      self = .refused(words.message)
    } else if Self.mayBeOfOutput(status), words.hasFailedOutput || !codes.isDisjoint(with: ErrorCodes.unparsable) {
      self = .unparsable(words.message)
    } else {
      let failure = Self.failure(Self.class(status, codes.union(words.details)), status, words)
      guard let known = KnownSentence.first(in: words.sentences, of: failure.class) else {
        self = .failure(failure)
        return
      }
      self = .worded(known.words, Self.answer(known.meaning, status, words), otherwise: failure)
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
        message: "the endpoint redirects\(target), and redirects are not followed: give the final URL (no redirect)"))
  }

  /// Decides what a server's own sentence is worth.
  ///
  /// - Parameter request: its body, whose words an endpoint may only be repeating.
  func resolve(askedWith request: [UInt8]?) -> ErrorAnswer {
    guard case .worded(let words, let meaning, let failure) = self else { return self }
    return request?.says(words) == true ? .failure(failure) : meaning
  }

  /// As a failure, for who can do nothing with a refusal or an output.
  ///
  /// - Parameter status: of the HTTP response.
  func failure(status: Int) -> EndpointFailure {
    switch self {
    case .failure(let failure): failure
    case .refused(let message): EndpointFailure(.badRequest, status: status, message: message)
    case .unparsable(let message): EndpointFailure(.server, status: status, message: message)
    case .worded(_, let meaning, _): meaning.failure(status: status)
    }
  }

  /// Filters refuse with these (and routers inside a success); what is called so with another status is something else.
  private static func isFiltered(_ status: Int, _ words: ErrorWords) -> Bool {
    [200, 400, 403].contains(status) && (words.isFiltered || !words.codes.isDisjoint(with: ErrorCodes.filters))
  }

  /// What a server could not parse it tells with these; with 401, 403, 422 or 429 it tells something of the request.
  private static func mayBeOfOutput(_ status: Int) -> Bool { [200, 400].contains(status) || status >= 500 }

  private static func answer(_ meaning: KnownSentence.Meaning, _ status: Int, _ words: ErrorWords) -> ErrorAnswer {
    switch meaning {
    case .unparsable: .unparsable(words.message)
    case .failure(let kind): .failure(failure(kind, status, words))
    }
  }

  private static func failure(_ kind: EndpointFailure.Class, _ status: Int, _ words: ErrorWords) -> EndpointFailure {
    let message = kind == .notShown ? words.message + toolAdvice : words.message
    var failure = EndpointFailure(kind, status: status, message: message)
    failure.upstream = words.provider
    return failure
  }

  /// The status says what it is, and the codes which of the things that it may be.
  private static func `class`(_ status: Int, _ codes: Set<String>) -> EndpointFailure.Class {
    func coded(_ classes: Set<EndpointFailure.Class>) -> EndpointFailure.Class? {
      if classes.contains(.quota), codes.contains(where: ErrorCodes.isOfADay) { return .quota }
      return ErrorCodes.classes.first { classes.contains($0.class) && !codes.isDisjoint(with: $0.codes) }?.class
    }
    return switch status {
    case 401: .auth
    case 402: .quota
    case 403: coded([.quota, .modelNotFound]) ?? .auth
    case 404: .modelNotFound
    case 408: .timeout
    case 413: .contextLength
    case 429: coded([.quota]) ?? .rateLimited
    case 400..<500: coded([.quota, .auth, .contextLength, .modelNotFound]) ?? .badRequest
    case 503, 529: .overloaded
    case 500...: .server
    default: coded(Set(ErrorCodes.classes.map(\.class))) ?? .server
    }
  }

  private static let toolAdvice =
    "; the model was not shown the tools: choose a model that takes tools, or start its server with tool calls enabled"
}

extension [UInt8] {
  /// Whether a body in JSON has these words in lower case somewhere.
  fileprivate func says(_ words: String) -> Bool {
    let written = words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return String(decoding: self, as: UTF8.self).lowercased().contains(written)
  }
}
