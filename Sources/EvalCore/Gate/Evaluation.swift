/// A run with everything that was concluded from it: the last value of the road, consumed by `Reports`.
package struct Evaluation: Sendable {
  package let run: Run
  package let scores: Scores
  package let comparisons: [Comparison]
  package let gate: GateOutcome
  package let isStrict: Bool

  package init(run: Run, scores: Scores, comparisons: [Comparison], gate: GateOutcome, isStrict: Bool) {
    self.run = run
    self.scores = scores
    self.comparisons = comparisons
    self.gate = gate
    self.isStrict = isStrict
  }

  /// Judges a run, compares its variants and applies its suite's gate.
  package init(_ run: Run, isStrict: Bool) {
    let scores = Scores(run)
    let comparisons = Comparison.all(scores, run)
    self.init(
      run: run, scores: scores, comparisons: comparisons, gate: GateOutcome(scores, comparisons, run.suite),
      isStrict: isStrict)
  }
}
