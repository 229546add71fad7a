/// Why an endpoint gave no answer that can be judged: thrown by a ``LanguageModel`` after its retries, kept in the transcript.
package struct EndpointFailure: Error, Sendable, Hashable {
  package enum Class: String, Sendable, CaseIterable {
    case rateLimited = "rate_limited"
    case overloaded, timeout, connection, tls, server
    /// A broken or cut-off response.
    case `protocol`
    case auth, quota
    case modelNotFound = "model_not_found"
    case badRequest = "bad_request"
    case contextLength = "context_length"
    /// The endpoint ignored the tools.
    case notShown = "not_shown"
    /// The endpoint did not hold its model to what it was told: a tool choice, or the schema of an answer.
    case notHeld = "not_held"
    /// A scripted model has no line for this request.
    case noScript = "no_script"
    /// The recording that is replayed has no answer to this request.
    case notRecorded = "not_recorded"
    /// The run's own limit of requests or money is reached.
    case budget
    /// `--offline`, and the endpoint is not this machine.
    case offline
  }

  package let `class`: Class
  /// The HTTP status, nil where none came.
  package let status: Int?
  package var message: String
  /// How often it was asked; 0 where what became of other questions spared this one.
  package var attempts: Int
  /// Whether the endpoint asked to wait for longer than any trial could.
  package var isLasting = false
  /// Who refused behind the gateway that answered, as the gateway names them; never kept.
  package var upstream: String?
  /// Whether other questions, asked after this one had failed, met the same; never kept.
  package var isConfirmed = false
  /// The gateway through which it came; nil where none gave itself away.
  package var origin: AnswerOrigin?

  package init(
    _ class: Class, status: Int? = nil, message: String, attempts: Int = 1, origin: AnswerOrigin? = nil
  ) {
    self.class = `class`
    self.status = status
    self.message = message
    self.attempts = attempts
    self.origin = origin
  }

  /// The same with what stood between: where a gateway handed on its provider's refusal, that one refused.
  package func from(_ origin: AnswerOrigin?) -> EndpointFailure {
    var failure = self
    failure.origin = origin
    if let origin, origin.isRelayed { failure.upstream = upstream ?? origin.upstream ?? "its provider" }
    return failure
  }

  /// The failure of a question that was never asked, because this one would have met it.
  package var unasked: EndpointFailure {
    var failure = self
    failure.attempts = 0
    return failure
  }

  package var isUnasked: Bool { attempts == 0 }

  /// Whether every other trial of the same model is likely to fail in the same way, so that the run stops where another
  /// question bears it out.
  package var stopsRun: Bool { isLasting || self.class.stopsRun }

  /// Whether no other question is needed to know that going on is useless.
  package var isCertain: Bool { isConfirmed || [.budget, .offline].contains(self.class) }
}

extension EndpointFailure.Class {
  fileprivate var stopsRun: Bool {
    switch self {
    case .auth, .quota, .modelNotFound, .notShown, .budget, .offline: true
    default: false
    }
  }

  /// Whether the endpoint is there and does not answer such requests; where it is not there, its breaker says so.
  package var isOfTheRequest: Bool {
    switch self {
    case .badRequest, .contextLength, .rateLimited, .protocol, .notHeld: true
    default: false
    }
  }
}
