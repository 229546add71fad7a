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
    /// The same cases and repeats with the worst answers.
    var worst: (value: Double, interval: Interval?, standardError: Double?)?
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

  private var p: Double? { rate.flatMap { p($0.value, $0.standardError) } }

  /// One-sided, for a rate beyond the threshold; nil where the estimate decides.
  private func p(_ value: Double, _ standardError: Double?) -> Double? {
    guard let standardError, standardError > 0 else { return nil }
    let distance = (value - threshold) / standardError
    return Normal.cumulative(bound == .least ? distance : -distance)
  }

  /// All arms under the same rule: a breach must stand after Holm, and keeping it needs no correction.
  static func outcomes(_ rules: [RateRule]) -> [RuleOutcome] {
    let pValues = rules.map(\.p)
    var adjusted = MultipleTesting.holm(pValues.compactMap(\.self))[...]
    let tests = pValues.count { $0 != nil }
    return zip(rules, pValues).map { rule, p in
      rule.outcome(adjusted: p == nil ? nil : adjusted.popFirst(), tests: tests)
    }
  }

  private func outcome(adjusted: Double?, tests: Int) -> RuleOutcome {
    guard let rate else {
      return RuleOutcome(
        rule: name, variant: arm.variant, model: arm.model, outcome: absence.0, threshold: threshold, value: nil,
        low: nil,
        high: nil, detail: absence.1)
    }
    let verdict = verdict(rate, adjusted)
    let isEmpty = verdict == .pass && !canBreak(rate, tests: tests)
    return RuleOutcome(
      rule: name, variant: arm.variant, model: arm.model, outcome: isEmpty ? .inconclusive : verdict,
      threshold: threshold,
      value: rate.value, low: rate.interval?.low ?? rate.value, high: rate.interval?.high ?? rate.value,
      detail: (isEmpty ? "nothing to lose: no answer could break this rule; " : "") + detail(rate))
  }

  /// Whether the worst answers to as many questions would have failed.
  private func canBreak(_ rate: Rate, tests: Int) -> Bool {
    guard let (value, interval, error) = rate.worst else { return true }
    let worst = Rate(value: value, interval: interval, standardError: error, basis: rate.basis)
    return verdict(worst, p(value, error).map { min(1, $0 * Double(max(1, tests))) }) == .fail
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
