/// One thing that is wrong with a trial, as a fact: made by the judge, put into words by reports.
package struct Reason: Sendable {
  package let outcome: Outcome
  package let cause: Cause

  package init(_ outcome: Outcome, _ cause: Cause) {
    self.outcome = outcome
    self.cause = cause
  }

  /// Tools are named as in the control.
  package enum Cause: Sendable {
    /// What an endpoint, or a checker of calls, said itself.
    case said(String)
    case endpointFailed(class: String, message: String)
    /// The endpoint or the embedded server failed without a word.
    case failed
    case deadlinePassed
    /// - Parameter isWhole: whether the case forbids every call of the tool, and not only some arguments.
    case forbidden(String, isWhole: Bool)
    /// - Parameter why: as the parser says it.
    case malformed(String, why: String)
    case unknown(String)
    /// A layer of the server keeps the tool from the trial's list.
    case hidden(String, Layer)
    /// Nothing of these expected calls was made, and tools that nobody expects were called.
    case calledInstead([MissedCall], called: [String])
    case neitherExpectedNorOptional([String])
    case ofAnotherAlternative([String])
    /// Another tool of the same expected call took its place.
    case besides(String, only: ExpectedCall)
    /// - Parameter isMost: whether fewer would have been right too.
    case tooOften(String, made: Int, right: Int, isMost: Bool)
    /// - Parameter or: what else would have been right.
    case noneExpected(or: [ExpectedCall], called: [String])
    case cutOff
    case refused
    case inText(String)
    case missing([MissedCall])
    case order(MadeOrder)
    case arguments(String, Mismatch)
  }
}

/// A required call that nothing was matched to.
package struct MissedCall: Sendable {
  package let call: ExpectedCall
  package let kind: Kind

  /// How near the calls come that were made: a sentence about it must not contradict them.
  package enum Kind: Sendable, Hashable {
    /// No call of the tool.
    case absent
    /// Calls of the tool, with other arguments.
    case differing
    /// So many more of them.
    case more(Int)
    /// A call of the tool whose arguments are no object.
    case unreadable
    /// A call of the tool after the first ones, which alone count.
    case late
  }

  /// - Parameters:
  ///   - count: how often it is missing.
  ///   - judged: how many of the calls were looked at.
  init(_ expected: ExpectedCall, count: Int, among calls: [ObservedCall], judged: Int) {
    let fits = calls.prefix(judged).compactMap { CallFit($0, expected) }
    let shown = Set(expected.patterns.map(\.tool))
    call = expected
    if fits.contains(where: \.isExact) {
      kind = .more(count)
    } else if !fits.isEmpty {
      kind = .differing
    } else if calls.prefix(judged).contains(where: { shown.contains($0.name) }) {
      kind = .unreadable
    } else {
      kind = calls.dropFirst(judged).contains { shown.contains($0.name) } ? .late : .absent
    }
  }

  /// Whether no call like it was made at all.
  package var isAbsent: Bool { kind == .absent || kind == .differing }
}

/// The required calls of a trial that stand in the wrong order, in the order in which they were made.
package struct MadeOrder: Sendable {
  package let order: Alternative.Order
  package let calls: [Call]

  package struct Call: Sendable {
    package let expected: ExpectedCall
    /// The control's name of what was called.
    package let tool: String
    /// Index among the alternative's required calls.
    package let number: Int
    /// The answer that it stands in, from 1.
    package let turn: Int
  }

  /// - Parameter turns: by observed call, the answer that it stands in.
  init(_ best: AlternativeJudgement, turns: [Int]) {
    order = best.alternative.order
    calls = zip(best.matching.matches, turns).compactMap { match, turn in
      match.flatMap { match in
        match.isRequired
          ? Call(
            expected: match.expected, tool: match.pattern.control, number: match.number ?? 0, turn: turn) : nil
      }
    }
  }
}

extension Reason {
  /// The layer that hid the tool that was called; nil for every other reason.
  package var hiddenBy: Layer? { if case .hidden(_, let layer) = cause { layer } else { nil } }
}

extension ExpectedCall {
  /// By the control's names, each once.
  package var tools: [String] {
    patterns.reduce(into: []) { if !$0.contains($1.control) { $0.append($1.control) } }
  }
}
