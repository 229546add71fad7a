import OrderedJSON
import Foundation

/// The gate's answer with the answer of each rule: made from scores and comparisons, consumed by reports and the exit code.
package struct GateOutcome: Sendable {
  package let outcome: Verdict
  package let rules: [RuleOutcome]
  /// Arms (variant and model) with more than 5 % of their trials missing: the run could not measure.
  package let unmeasured: [Arm]
  /// The same for arms of the baseline that something was compared with.
  package let unmeasuredInBaseline: [Arm]
  /// Seconds between the baseline's run and this one, where that is long enough for a hosted model to have changed.
  package let staleAge: Double?
  /// Models behind whose name, as their gateway says, something else answered in the baseline: nothing was compared.
  package let changedOrigins: [OriginChange]

  package init(
    outcome: Verdict, rules: [RuleOutcome], unmeasured: [Arm], unmeasuredInBaseline: [Arm] = [],
    staleAge: Double? = nil, changedOrigins: [OriginChange] = []
  ) {
    self.outcome = outcome
    self.rules = rules
    self.unmeasured = unmeasured
    self.unmeasuredInBaseline = unmeasuredInBaseline
    self.staleAge = staleAge
    self.changedOrigins = changedOrigins
  }

  /// - Parameter strict: whether an open gate is no pass, and an old baseline nothing to compare with.
  package func exit(strict: Bool) -> Exit {
    if !unmeasured.isEmpty || !unmeasuredInBaseline.isEmpty || !changedOrigins.isEmpty { return .couldNotMeasure }
    if strict && staleAge != nil { return .couldNotMeasure }
    if outcome == .fail { return .gateFailed }
    return strict && outcome == .inconclusive ? .inconclusive : .pass
  }
}

extension GateOutcome {
  /// A baseline of a hosted model that is older, in seconds, may be of another model behind the same name.
  private static let longestAge = 7.0 * 86_400

  /// Applies the suite's rules (`docs/gate.md`, `method.md` 2.6 and 00.4 to 00.10).
  ///
  /// Rules about one arm spare the control unless it is alone; with a baseline, and in an adaptive run, a drop is always a matter
  /// of the gate.
  package init(_ scored: ScoredRun, _ comparisons: [Comparison], baseline: Baseline? = nil) {
    let scores = scored.scores
    let input = GateInput(scored, comparisons, baseline: baseline)
    let rules = GateRule.judged.flatMap { $0.judge(input, $0.rule) }
    let earlier = baseline.map { baseline in
      let compared = scores.arms.compactMap { baseline.arm(for: $0)?.score }
      return (arms: compared, age: scored.run.record.startedAt.timeIntervalSince(baseline.startedAt))
    }
    let isStale = earlier.map { $0.age > Self.longestAge && !$0.arms.allSatisfy(\.isDeterministic) } ?? false
    self.init(
      outcome: Self.outcome(rules.map(\.verdict)), rules: rules, unmeasured: Self.unmeasured(scores.arms),
      unmeasuredInBaseline: Self.unmeasured(earlier?.arms ?? []), staleAge: isStale ? earlier?.age : nil,
      changedOrigins: baseline?.changedOrigins(in: scored.run) ?? [])
  }

  private static func unmeasured(_ arms: [ArmScore]) -> [Arm] {
    arms.filter { !$0.isMeasured }.map(\.arm).distinct
  }

  /// One failure fails, and passing needs every rule that applies.
  private static func outcome(_ rules: [Verdict]) -> Verdict {
    if rules.contains(.fail) { return .fail }
    if rules.contains(.inconclusive) { return .inconclusive }
    return rules.contains(.pass) ? .pass : .notApplicable
  }
}
