package import OrderedJSON

/// Whether the leaderboard's checker takes a whole answer: made from what a model called, consumed by the judge and by
/// `score --bfcl`.
///
/// The numbers of rules in these files are those of the checking rules in the leaderboard's data index; the checker itself is
/// `ast_checker` of `berkeley-function-call-leaderboard`.
package struct BFCLVerdict: Sendable {
  /// Nil where the answer is right.
  package let failure: BFCLFailure?

  package var isValid: Bool { failure == nil }

  /// - Parameter output: a list of `{function: {parameter: value}}`; anything else is no well-formed answer.
  package init(_ expectation: BFCLExpectation, output: JSON) {
    self.init(expectation, calls: BFCLOutputCall.all(in: output))
  }

  /// One call that is not well-formed leaves nothing to check, as it does when the leaderboard decodes an answer.
  init(_ expectation: BFCLExpectation, observed calls: [ObservedCall]) {
    let wellFormed = calls.compactMap { call in call.call?.object.map { BFCLOutputCall(name: call.name, arguments: $0) }
    }
    self.init(expectation, calls: wellFormed.count == calls.count ? wellFormed : nil)
  }

  /// - Parameter calls: nil for an answer that is not well-formed.
  private init(_ expectation: BFCLExpectation, calls: [BFCLOutputCall]?) {
    failure = Self.failure(expectation, calls)
  }

  /// Rules 1 and 12.
  private static func failure(_ expectation: BFCLExpectation, _ calls: [BFCLOutputCall]?) -> BFCLFailure? {
    switch expectation.rule {
    case .irrelevance:
      return calls?.first.map { BFCLFailure(.unwantedCall, "expected no call, found one of '\($0.name.excerpt())'") }
    case .relevance:
      return calls?.isEmpty ?? true ? BFCLFailure(.noCall, "expected at least one call, found none") : nil
    case .simple, .multiple, .parallel:
      guard let calls else {
        return BFCLFailure(
          .outputFormat, "expected a list of calls as {function: {parameter: value}}, found something else")
      }
      return countFailure(expectation, calls.count) ?? matchFailure(expectation, calls)
    }
  }

  /// Rule 2.
  private static func countFailure(_ expectation: BFCLExpectation, _ count: Int) -> BFCLFailure? {
    let expected = expectation.rule == .simple ? 1 : expectation.calls.count
    if count == expected { return nil }
    let kind: BFCLFailure.Kind =
      switch expectation.rule {
      case .parallel: .parallelCount
      case .multiple: .multipleCount
      default: .simpleCount
      }
    return BFCLFailure(kind, "expected \(expected.counted("call")), found \(count)")
  }

  private static func matchFailure(_ expectation: BFCLExpectation, _ calls: [BFCLOutputCall]) -> BFCLFailure? {
    if expectation.rule == .parallel { return greedyFailure(expectation.calls, calls) }
    guard let expected = expectation.calls.first, let made = calls.first else { return nil }
    return expected.failure(of: made)
  }

  /// Rule 3: each expected call takes the first passing call that is left, even one that a later expected call needs.
  private static func greedyFailure(_ expected: [BFCLCall], _ calls: [BFCLOutputCall]) -> BFCLFailure? {
    var left = calls
    for (index, call) in expected.enumerated() {
      guard let taken = left.firstIndex(where: { call.failure(of: $0) == nil }) else {
        let nearest = left.lazy.compactMap { call.failure(of: $0) }.first { $0.kind != .name }
        return BFCLFailure(
          .noMatch,
          "none of the remaining calls passes for ground_truth[\(index)] ('\(call.tool.excerpt())')"
            + (nearest.map { ": \($0.detail)" } ?? ""))
      }
      left.remove(at: taken)
    }
    return nil
  }
}

/// A call of a model's answer, well-formed.
struct BFCLOutputCall {
  let name: String
  let arguments: JSONObject

  /// Nil for anything but a list of objects with one key each and an object behind it.
  static func all(in output: JSON) -> [BFCLOutputCall]? {
    guard let elements = output.arrayValue else { return nil }
    let calls = elements.compactMap { element -> BFCLOutputCall? in
      guard let members = element.objectValue, members.count == 1, let (name, value) = members.members.first,
        let arguments = value.objectValue
      else { return nil }
      return BFCLOutputCall(name: name, arguments: arguments)
    }
    return calls.count == elements.count ? calls : nil
  }
}
