import EvalCore
import Foundation

extension ErrorAnswer {
  /// What a trial gets of it: an output that the endpoint could not parse is the model's mistake once it has recurred.
  func answer(after answer: EndpointAnswer, isConfirmed: Bool) throws(Retries.Attempt) -> ModelAnswer {
    switch self {
    case .refused(let message):
      ModelAnswer(
        text: message, finish: .refused, refusedByStatus: answer.status, latencyMilliseconds: answer.milliseconds)
    case .unparsable(let message) where isConfirmed:
      ModelAnswer(
        text: message, finish: .unparsable, refusedByStatus: answer.status, latencyMilliseconds: answer.milliseconds)
    case .unparsable, .failure, .worded: throw attempt(after: answer)
    }
  }

  /// What a request gets of it that no refusal and no output of a model answers.
  func attempt(after answer: EndpointAnswer) -> Retries.Attempt {
    let wait = RetryAfter.seconds(askedBy: answer)
    var failure = failure(status: answer.status)
    failure.mark(wait)
    return Retries.Attempt(failure, retryAfter: wait)
  }
}

extension EndpointFailure {
  /// A limit that lasts for longer than any trial could wait fails its trial at once; whether it holds for others too is
  /// seen with another question.
  ///
  /// - Parameter wait: seconds that the endpoint asks for.
  fileprivate mutating func mark(_ wait: Double?) {
    guard [.rateLimited, .overloaded].contains(self.class), let wait, wait > Retries.longestLimit else { return }
    isLasting = true
    message += "; the endpoint asks to wait \(Int(min(wait, 1e6) / 60)) minutes"
  }
}

extension RetryAfter {
  /// Seconds, at least 0, from the `Retry-After` header, from OpenAI's `retry-after-ms`, or from the `RetryInfo` that Google
  /// puts into an error's details; nil where none is there.
  static func seconds(askedBy answer: EndpointAnswer) -> TimeInterval? {
    if let milliseconds = answer.response.waitHeader("Retry-After-Ms").flatMap(TimeInterval.init), milliseconds.isFinite
    {
      return max(0, milliseconds / 1000)
    }
    return seconds(answer.response.waitHeader("Retry-After")) ?? seconds(inBody: answer.body.bytes)
  }
}
