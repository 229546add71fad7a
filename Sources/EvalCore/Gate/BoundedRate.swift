import Statistics

/// A bound on a rate of one arm at suite scope (`method.md` 00.5): the interval decides, or the estimate where there is none.
struct BoundedRate {
  /// A rate as a rule sees it.
  struct Rate {
    let figures: Figures
    let basis: RuleEvidence.Counted
    /// The same cases and repeats with the worst answers; nil where nobody knows them.
    var worst: Figures?
  }

  struct Figures {
    let value: Double
    let interval: Interval?
    let standardError: Double?

    var low: Double { interval?.low ?? value }
    var high: Double { interval?.high ?? value }
  }

  /// Why there is no rate.
  typealias Absence = (verdict: Verdict, evidence: RuleEvidence)

  let rule: GateRule
  let arm: Arm
  let tool: String?
  let threshold: Double
  /// Nil where there is nothing to count, or too little.
  let rate: Rate?
  var absence: Absence = (.notApplicable, .noCase)

  /// One-sided, for a rate beyond the threshold; nil where the estimate decides.
  private func p(_ figures: Figures?) -> Double? {
    guard let figures, let error = figures.standardError, error > 0 else { return nil }
    let distance = (figures.value - threshold) / error
    return Normal.cumulative(rule.bound == .least ? distance : -distance)
  }

  /// All arms under the same rule: a breach must stand after Holm, and keeping it needs no correction.
  static func outcomes(_ rates: [BoundedRate]) -> [RuleOutcome] {
    let pValues = rates.map { $0.p($0.rate?.figures) }
    var adjusted = MultipleTesting.holm(pValues.compactMap(\.self))[...]
    let tests = pValues.count { $0 != nil }
    return zip(rates, pValues).map { rate, p in
      rate.outcome(adjusted: p == nil ? nil : adjusted.popFirst(), tests: tests)
    }
  }

  private func outcome(adjusted: Double?, tests: Int) -> RuleOutcome {
    guard let rate else {
      return RuleOutcome(
        rule, .arm(arm), tool: tool, absence.verdict, threshold: threshold, evidence: absence.evidence)
    }
    let verdict = verdict(rate.figures, adjusted)
    let couldBreak = verdict != .pass || canBreak(rate, tests: tests)
    return RuleOutcome(
      rule, .arm(arm), tool: tool, couldBreak ? verdict : .inconclusive, threshold: threshold,
      value: rate.figures.value, low: rate.figures.low, high: rate.figures.high,
      evidence: .rate(over: rate.basis, hasInterval: rate.figures.interval != nil, couldBreak: couldBreak))
  }

  /// Whether the worst answers to as many questions would have failed.
  private func canBreak(_ rate: Rate, tests: Int) -> Bool {
    guard let worst = rate.worst else { return true }
    return verdict(worst, p(worst).map { min(1, $0 * Double(max(1, tests))) }) == .fail
  }

  private func verdict(_ figures: Figures, _ adjusted: Double?) -> Verdict {
    let (low, high) = (figures.low, figures.high)
    let keeps = rule.bound == .least ? low.reaches(threshold) : (-high).reaches(-threshold)
    if keeps { return .pass }
    let breaks = rule.bound == .least ? !high.reaches(threshold) : !(-low).reaches(-threshold)
    return breaks && (adjusted ?? 0) <= Levels.alpha ? .fail : .inconclusive
  }
}
