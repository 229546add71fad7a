import Statistics

/// A bound on a rate of one arm at suite scope (`method.md` 00.5): the interval decides, or the estimate where there is none.
struct RateRule {
  enum Bound {
    case least, most
  }

  /// A rate as a rule sees it.
  struct Rate {
    let value: Double
    let interval: Interval?
    let standardError: Double?
    /// What the rate is counted over, e.g. `40 cases`.
    let basis: String
  }

  let name: String
  let arm: Plan.Arm
  let bound: Bound
  let threshold: Double
  /// Nil where there is nothing to count, or too little.
  let rate: Rate?
  /// Why there is no rate.
  var absence = (Verdict.notApplicable, "no scored case to count")

  /// Of the interval: 5 % on either side.
  static let level = 0.90

  /// One-sided, for a rate beyond the threshold; nil where the estimate decides.
  private var p: Double? {
    guard let rate, let error = rate.standardError, error > 0 else { return nil }
    let distance = (rate.value - threshold) / error
    return Normal.cumulative(bound == .least ? distance : -distance)
  }

  /// All arms under the same rule: a breach must stand after Holm, and keeping it needs no correction.
  static func outcomes(_ rules: [RateRule]) -> [RuleOutcome] {
    let pValues = rules.map(\.p)
    var adjusted = MultipleTesting.holm(pValues.compactMap(\.self))[...]
    return zip(rules, pValues).map { rule, p in rule.outcome(adjusted: p == nil ? nil : adjusted.popFirst()) }
  }

  private func outcome(adjusted: Double?) -> RuleOutcome {
    guard let rate else {
      return RuleOutcome(
        rule: name, variant: arm.variant, model: arm.model, outcome: absence.0, threshold: threshold, value: nil,
        low: nil,
        high: nil, detail: absence.1)
    }
    return RuleOutcome(
      rule: name, variant: arm.variant, model: arm.model, outcome: verdict(rate, adjusted), threshold: threshold,
      value: rate.value, low: rate.interval?.low ?? rate.value, high: rate.interval?.high ?? rate.value,
      detail: detail(rate))
  }

  private func verdict(_ rate: Rate, _ adjusted: Double?) -> Verdict {
    let low = rate.interval?.low ?? rate.value
    let high = rate.interval?.high ?? rate.value
    let keeps = bound == .least ? low.reaches(threshold) : (-high).reaches(-threshold)
    if keeps { return .pass }
    let breaks = bound == .least ? !high.reaches(threshold) : !(-low).reaches(-threshold)
    return breaks && (adjusted ?? 0) <= Difference.alpha ? .fail : .inconclusive
  }

  private func detail(_ rate: Rate) -> String {
    let interval = rate.interval.map { " [\($0.low.percent), \($0.high.percent)] at 90%" } ?? ""
    let wanted = bound == .least ? "at least" : "at most"
    return "\(rate.value.percent)\(interval) over \(rate.basis), \(wanted) \(threshold.percent) wanted"
  }
}

extension Double {
  /// E.g. `91.3%`.
  var percent: String { "\(unsignedPoints)%" }

  /// A difference of shares in signed percentage points, e.g. `−3.8`.
  var points: String { (self > 0 ? "+" : "") + unsignedPoints }

  /// ``points`` without a plus, e.g. `6.1`.
  var unsignedPoints: String {
    guard isFinite, abs(self) < 1e9 else { return "\(self)" }
    let tenths = Int((self * 1000).rounded())
    return "\(tenths < 0 ? "−" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
