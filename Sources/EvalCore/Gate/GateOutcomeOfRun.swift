extension GateOutcome {
  /// More than this share of an arm's trials missing: nothing can be said about it.
  private static let mostMissing = 0.05

  /// Applies the suite's rules (`product.md` section 5, `method.md` 2.6 and 00.4 to 00.10).
  ///
  /// Rules about one arm spare the control unless it is alone.
  package init(_ scores: Scores, _ comparisons: [Comparison], _ suite: Suite) {
    let arms = GatedArm.all(scores, suite)
    let isAlone = Set(scores.arms.map(\.variant)).count == 1
    let gated = arms.filter { isAlone || $0.score.variant != suite.control.name }
    let rules =
      ComparisonRules(comparisons, scores, suite.gate).outcomes + ArmRules(gated, suite.gate).outcomes
    self.init(
      outcome: Self.outcome(rules.map(\.outcome)), rules: rules,
      unmeasured: scores.arms.filter { Double($0.missing) > Self.mostMissing * Double($0.trials) }.map {
        Plan.Arm(variant: $0.variant, model: $0.model)
      })
  }

  /// One failure fails, and passing needs every rule that applies.
  private static func outcome(_ rules: [Verdict]) -> Verdict {
    if rules.contains(.fail) { return .fail }
    if rules.contains(.inconclusive) { return .inconclusive }
    return rules.contains(.pass) ? .pass : .notApplicable
  }
}
