import Foundation
package import Statistics

/// What counts say about a rate that was unknown beforehand, as a Beta distribution: read-outs only, never a gate.
///
/// The Bayesian reading of the same counts, for comparison.
package struct BetaPosterior: Sendable, Hashable {
  /// What was thought before the first run, as successes and failures that were seen in advance.
  package enum Prior: Sendable, Hashable {
    /// Every rate equally likely: Beta(1, 1).
    case uniform
    /// Jeffreys' Beta(½, ½), which is the same for a rate and for its logit.
    case jeffreys

    var count: Double { self == .uniform ? 1 : 0.5 }
  }

  package let a: Double
  package let b: Double
  private let prior: Prior

  package init(_ counts: Counts, prior: Prior = .uniform) {
    a = Double(counts.successes) + prior.count
    b = Double(counts.failures) + prior.count
    self.prior = prior
  }

  package var mean: Double { a / (a + b) }

  /// The chance that the rate is above `threshold`.
  package func probability(above threshold: Double) -> Double {
    if threshold <= 0 { return 1 }
    return threshold >= 1 ? 0 : IncompleteBeta.regularized(1 - threshold, complement: threshold, a: b, b: a)
  }

  /// The rates between which the posterior holds `level`, with equal tails; `nil` unless `0 < level < 1`.
  package func interval(level: Double) -> Interval? {
    guard level > 0, level < 1 else { return nil }
    let tail = (1 - level) / 2
    // The upper end from below: near 1 a quantile keeps more digits of its distance to 1.
    return Interval(
      low: IncompleteBeta.quantile(tail, a: a, b: b), high: 1 - IncompleteBeta.quantile(tail, a: b, b: a), level: level)
  }

  /// The chance that this rate is larger than an independent other; `nil` where the priors differ.
  ///
  /// P(X > Y) is ½ for equal parameters and changes by a closed form with every success or failure more: a walk from
  /// there gives Miller's finite sum for other priors than the uniform one too.
  package func probability(exceeds other: BetaPosterior) -> Double? {
    guard prior == other.prior else { return nil }
    let successes = Self.steps(from: other.a, to: a) { a in
      exp(LogGamma.beta(a + other.a, other.b + other.b) - LogGamma.beta(a, other.b) - LogGamma.beta(other.a, other.b))
        / a
    }
    let failures = Self.steps(from: other.b, to: b) { b in
      exp(LogGamma.beta(a + other.a, b + other.b) - LogGamma.beta(a, b) - LogGamma.beta(other.a, other.b)) / b
    }
    return min(1, max(0, 0.5 + successes - failures))
  }

  private static func steps(from start: Double, to end: Double, change: (Double) -> Double) -> Double {
    let (low, high) = (min(start, end), max(start, end))
    let sum = stride(from: low, to: high, by: 1).reduce(0) { $0 + change($1) }
    return end > start ? sum : -sum
  }
}
