/// The gate's answer with the answer of each rule: made from scores and comparisons, consumed by reports and the exit code.
package struct GateOutcome: Sendable {
  package let outcome: Verdict
  package let rules: [RuleOutcome]
  /// Arms (variant and model) with more than 5 % of their trials missing: the run could not measure.
  package let unmeasured: [Plan.Arm]
  /// The same for arms of the baseline that something was compared with.
  package let unmeasuredInBaseline: [Plan.Arm]
  /// Seconds between the baseline's run and this one, where that is long enough for a hosted model to have changed.
  package let staleAge: Double?
  /// Models behind whose name, as their gateway says, something else answered in the baseline: nothing was compared.
  package let changedOrigins: [OriginChange]

  package init(
    outcome: Verdict, rules: [RuleOutcome], unmeasured: [Plan.Arm], unmeasuredInBaseline: [Plan.Arm] = [],
    staleAge: Double? = nil, changedOrigins: [OriginChange] = []
  ) {
    self.outcome = outcome
    self.rules = rules
    self.unmeasured = unmeasured
    self.unmeasuredInBaseline = unmeasuredInBaseline
    self.staleAge = staleAge
    self.changedOrigins = changedOrigins
  }

  /// 0 pass, 1 fail, 3 could not measure, 4 inconclusive under `strict` (`docs/exit-codes.md`).
  package func exitCode(strict: Bool) -> Int32 {
    if !unmeasured.isEmpty || !unmeasuredInBaseline.isEmpty || !changedOrigins.isEmpty { return 3 }
    if strict && staleAge != nil { return 3 }
    if outcome == .fail { return 1 }
    return strict && outcome == .inconclusive ? 4 : 0
  }
}

/// One rule applied to one arm or comparison.
package struct RuleOutcome: Sendable {
  /// The rule's key in the suite, e.g. `min_accuracy` or `max_drop`.
  package let rule: String
  package let variant: String?
  package let model: String?
  package let outcome: Verdict
  package let threshold: Double
  package let value: Double?
  package let low: Double?
  package let high: Double?
  /// A sentence for people.
  package let detail: String

  package init(
    rule: String, variant: String?, model: String?, outcome: Verdict, threshold: Double, value: Double?, low: Double?,
    high: Double?, detail: String
  ) {
    self.rule = rule
    self.variant = variant
    self.model = model
    self.outcome = outcome
    self.threshold = threshold
    self.value = value
    self.low = low
    self.high = high
    self.detail = detail
  }
}
