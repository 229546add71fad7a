import Foundation

extension GateOutcome {
  /// A baseline of a hosted model that is older, in seconds, may be of another model behind the same name.
  private static let longestAge = 7.0 * 86_400

  /// Applies the suite's rules (`docs/gate.md`, `method.md` 2.6 and 00.4 to 00.10).
  ///
  /// Rules about one arm spare the control unless it is alone; with a baseline, and in an adaptive run, a drop is always a matter
  /// of the gate.
  package init(_ scored: ScoredRun, _ comparisons: [Comparison], baseline: Baseline? = nil) {
    let (scores, suite) = (scored.scores, scored.run.suite)
    let forbidsDrops = baseline != nil || scored.run.plan.isAdaptive
    let rulesOfSuite = forbidsDrops ? suite.gate.forbiddingDrops : suite.gate
    let isAlone = Set(scores.arms.map(\.variant)).count == 1
    let gated = GatedArm.all(scored).filter { isAlone || $0.score.variant != suite.control.name }
    let unasked = baseline.map { baseline in
      ComparisonRules.Unasked(baseline.name, scores.arms.filter { baseline.arm(for: $0) == nil })
    }
    let rules =
      ComparisonRules(comparisons, rulesOfSuite, suite, unasked: unasked).outcomes
      + ArmRules(gated, suite.gate).outcomes
    let earlier = baseline.map { baseline in
      let compared = scores.arms.compactMap { baseline.arm(for: $0)?.score }
      return (arms: compared, age: scored.run.record.startedAt.timeIntervalSince(baseline.startedAt))
    }
    let isStale = earlier.map { $0.age > Self.longestAge && !$0.arms.allSatisfy(\.exact) } ?? false
    self.init(
      outcome: Self.outcome(rules.map(\.outcome)), rules: rules, unmeasured: Self.unmeasured(scores.arms),
      unmeasuredInBaseline: Self.unmeasured(earlier?.arms ?? []), staleAge: isStale ? earlier?.age : nil,
      changedOrigins: baseline?.changedOrigins(in: scored.run) ?? [])
  }

  private static func unmeasured(_ arms: [ArmScore]) -> [Plan.Arm] {
    var seen: Set<Plan.Arm> = []
    return arms.filter { !$0.isMeasured }.map { Plan.Arm(variant: $0.variant, model: $0.model) }.filter {
      seen.insert($0).inserted
    }
  }

  /// One failure fails, and passing needs every rule that applies.
  private static func outcome(_ rules: [Verdict]) -> Verdict {
    if rules.contains(.fail) { return .fail }
    if rules.contains(.inconclusive) { return .inconclusive }
    return rules.contains(.pass) ? .pass : .notApplicable
  }
}
