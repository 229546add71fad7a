/// A run with everything that was concluded from it: the last value of the road, consumed by `Reports`.
package struct Evaluation: Sendable {
  package let run: Run
  package let scores: Scores
  package let comparisons: [Comparison]
  package let gate: GateOutcome
  package let isStrict: Bool
  /// Nil where no model has a price.
  package private(set) var cost: RunCost?
  /// Of the baseline's trials, at the same prices; nil without a baseline.
  package private(set) var baselineCost: RunCost?
  private let baseline: Baseline?

  package init(
    run: Run, scores: Scores, comparisons: [Comparison], gate: GateOutcome, isStrict: Bool, baseline: Baseline? = nil
  ) {
    self.run = run
    self.scores = scores
    self.comparisons = comparisons
    self.gate = gate
    self.isStrict = isStrict
    self.baseline = baseline
  }

  /// Judges a run, compares its variants with each other and with a baseline, and applies its suite's gate.
  package init(_ run: Run, baseline: Baseline? = nil, isStrict: Bool = false) {
    let scored = ScoredRun(run)
    self.init(scored, Comparison.all(scored, baseline: baseline), baseline, isStrict: isStrict)
  }

  /// Judges a run and compares it with a baseline alone.
  package init(_ run: Run, against baseline: Baseline, isStrict: Bool = false) {
    let scored = ScoredRun(run)
    self.init(scored, Comparison.all(scored, against: baseline), baseline, isStrict: isStrict)
  }

  private init(_ scored: ScoredRun, _ comparisons: [Comparison], _ baseline: Baseline?, isStrict: Bool) {
    self.init(
      run: scored.run, scores: scored.scores, comparisons: comparisons,
      gate: GateOutcome(scored, comparisons, baseline: baseline), isStrict: isStrict, baseline: baseline)
  }

  /// The same with what it cost.
  ///
  /// - Parameter prices: by model; those that are not there have none.
  package func priced(_ prices: [String: TokenPrice]) -> Evaluation {
    guard !prices.isEmpty else { return self }
    var copy = self
    copy.cost = RunCost(scores, prices: prices)
    copy.baselineCost = baseline.map { RunCost($0.scored.scores, prices: prices) }
    return copy
  }
}
