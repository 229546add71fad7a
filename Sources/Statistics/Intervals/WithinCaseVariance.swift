/// How much the runs of one case differ from each other, pooled over the cases of one arm: the only randomness at
/// suite scope.
package struct WithinCaseVariance: Sendable, Hashable {
  /// σ̃², variance of one run, with one pseudo-case of ¼ so that it is never 0 (method 2.4).
  package let pooled: Double
  /// Repeats of a case; the harmonic mean where cases differ, since Σσ²/Kᵢ = nσ²/K with that K, and the estimate
  /// then stays unbiased for a common σ².
  package let repeats: Double
  /// Cases; (Σw)²/Σw² where their weights differ.
  package let cases: Double

  /// Variance of the mean over the cases.
  package var ofMean: Double { pooled / (repeats * cases) }

  struct Spread {
    /// Σ(x - x̄)²/K over the runs of a case; p̂(1 - p̂) for successes.
    let spread: Double
    let runs: Int
    let weight: Double
  }

  /// `nil` when it cannot be estimated: no case, a weight that is not above 0, a case without a run, or fewer than
  /// half of the cases with two runs or more.
  init?(_ spreads: [Spread]) {
    guard !spreads.isEmpty, spreads.allSatisfy({ $0.runs > 0 && $0.weight > 0 && $0.weight.isFinite }) else {
      return nil
    }
    let repeated = spreads.filter { $0.runs > 1 }.count
    guard 2 * repeated >= spreads.count else { return nil }
    let total = spreads.reduce(0) { $0 + $1.weight }
    let squares = spreads.reduce(0) { $0 + $1.weight * $1.weight }
    repeats = squares / spreads.reduce(0) { $0 + $1.weight * $1.weight / Double($1.runs) }
    cases = total * total / squares
    let mean = spreads.reduce(0) { $0 + $1.weight * $1.weight * $1.spread } / squares * repeats / (repeats - 1)
    pooled = (cases * mean + 0.25) / (cases + 1)
  }

  init?(_ counts: [(Counts, weight: Double)]) {
    self.init(
      counts.map { counts, weight in
        let rate = counts.rate ?? 0
        return Spread(spread: rate * (1 - rate), runs: counts.runs, weight: weight)
      })
  }
}
