import EvalCore
import OrderedJSON

extension Question {
  /// Whether the endpoint kept to the tool choice that it was sent. A choice that leaves the model nothing to choose is the
  /// endpoint's to hold, and what comes instead is not the model's mistake; a refusal, a call that cannot be read, and an answer
  /// that was cut off before it said anything, are as they always are.
  ///
  /// - Throws: `notHeld` where it did not.
  func checkChoice(_ answer: ModelAnswer) throws(EndpointFailure) {
    guard let toolChoice, answer.finish != .refused, answer.finish != .unparsable else { return }
    let called = answer.calls.first.map { "a call of '\($0.name.excerpt(limit: 80))'" }
    switch toolChoice {
    case .auto: return
    case .never:
      if let called { throw .ignoredChoice("no call", called) }
    case .required:
      if answer.calls.isEmpty, answer.hasSaidAll { throw .ignoredChoice("a call", answer.said) }
    case .tool(let name):
      let wanted = "a call of '\(request.toolChoice ?? name)'"
      if answer.calls.isEmpty, answer.hasSaidAll { throw .ignoredChoice(wanted, answer.said) }
      if let other = answer.calls.first(where: { wireName(of: $0.name) != name }) {
        throw .ignoredChoice(wanted, "one of '\(other.name.excerpt(limit: 80))'")
      }
    }
  }
}

extension ModelAnswer {
  /// Whether there is a text in place of a call, or the answer is over.
  fileprivate var hasSaidAll: Bool { finish == .stop || text?.isEmpty == false }

  fileprivate var said: String { text.map { "'\($0.excerpt(limit: 120))'" } ?? "an empty answer" }
}

extension EndpointFailure {
  fileprivate static func ignoredChoice(_ expected: String, _ found: String) -> EndpointFailure {
    EndpointFailure(
      .notHeld, status: 200,
      message: "the endpoint did not keep to the tool choice it was given: expected \(expected), found \(found)")
  }
}
