import OrderedJSON
import EvalCore

/// A case that is known to be worse in one arm than it may be, as opposed to one that a model merely got wrong.
struct BrokenCase {
  enum Cause {
    /// Its rate fell against the control: a fact, or more than noise over all paired cases; `p` is adjusted for those.
    case dropped(control: String, from: Double, to: Double, p: Double?)
    /// It made calls that it forbids, and the gate allows none of them.
    case forbidden(tools: [String])
  }

  let caseID: String
  let arm: Arm
  let cause: Cause

  /// Of all arms, the largest drop first; quarantined cases and those that are expected to fail are never broken.
  static func all(_ evaluation: Evaluation) -> [BrokenCase] {
    let exempt = Set(evaluation.run.suite.cases.filter { $0.quarantine != nil || $0.expectedFail }.map(\.id))
    let dropped = evaluation.comparisons.flatMap(dropped)
    let forbidden = forbidden(evaluation)
    let known = Set(forbidden.map(\.key))
    let broken = forbidden + dropped.filter { !known.contains($0.key) }
    return broken.enumerated().filter { !exempt.contains($0.element.caseID) }
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
  }

  private struct Key: Hashable {
    let caseID: String
    let arm: Arm
  }

  private var key: Key { Key(caseID: caseID, arm: arm) }

  /// In shares of 1; what is forbidden stands before every drop.
  private var severity: Double {
    switch cause {
    case .forbidden: 2
    case .dropped(_, let from, let to, _): from - to
    }
  }

  /// Why it counts as broken, e.g. `100.0% in today, two-sided adjusted p 0.004`.
  var words: String {
    switch cause {
    case .dropped(let control, let from, _, let p):
      "\(from.percent) in \(control)" + (p.map { ", two-sided adjusted p \($0.probability)" } ?? "")
    case .forbidden(let tools): "forbidden calls of " + tools.map { "'\($0)'" }.joined(separator: ", ")
    }
  }

  // MARK: Drops

  private static func dropped(_ comparison: Comparison) -> [BrokenCase] {
    let arm = comparison.arm
    let found = Set(comparison.changes.newFailures.filter(\.isKnown).map(\.caseID))
    let drops = comparison.changes.flips.filter {
      $0.candidate < $0.control && ($0.isKnown || found.contains($0.caseID))
    }
    return drops.map { flip in
      let cause = Cause.dropped(
        control: comparison.controlTitle, from: flip.control, to: flip.candidate, p: flip.evidence.adjusted)
      return BrokenCase(caseID: flip.caseID, arm: arm, cause: cause)
    }
  }

  // MARK: Forbidden calls

  private static func forbidden(_ evaluation: Evaluation) -> [BrokenCase] {
    let rules = evaluation.gate.rules.filter { $0.verdict == .fail && $0.rule == .maxForbiddenCalls }
    if rules.isEmpty { return [] }
    var tools: [Key: [String]] = [:]
    var order: [Key] = []
    for judged in evaluation.scores.trials where judged.outcome.isScored {
      let arm = judged.trial.arm
      let called = judged.calls.filter { $0.isForbidden && rules.concern($0.tool, in: arm) }.map(\.tool)
      if called.isEmpty { continue }
      let key = Key(caseID: judged.trial.caseID, arm: arm)
      if tools[key] == nil { order.append(key) }
      tools[key, default: []] += called
    }
    return order.map {
      BrokenCase(caseID: $0.caseID, arm: $0.arm, cause: .forbidden(tools: tools[$0, default: []].distinct))
    }
  }
}

extension [RuleOutcome] {
  /// Whether a failed rule about forbidden calls speaks of this tool in this arm.
  fileprivate func concern(_ tool: String, in arm: Arm) -> Bool {
    contains { $0.arm == arm && ($0.tool ?? tool) == tool }
  }
}
