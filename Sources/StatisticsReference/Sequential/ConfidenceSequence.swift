import Foundation
package import Statistics

/// An interval for a rate that holds at all times at once, so one may stop whenever it looks good (Robbins 1970; method
/// 2.8).
///
/// What the e-process is compared with where a rate is watched.
package enum ConfidenceSequence {
  /// The p at which the Beta-mixture likelihood ratio B(a + x, b + n - x)/(B(a, b)pˣ(1 - p)ⁿ⁻ˣ) is under 1/α.
  ///
  /// `nil` unless `0 < level < 1` and the mixture's parameters are above 0; 0...1 without a run.
  package static func interval(_ counts: Counts, level: Double, mixture: (a: Double, b: Double) = (1, 1)) -> Interval? {
    guard level > 0, level < 1, mixture.a > 0, mixture.b > 0 else { return nil }
    let (x, y) = (Double(counts.successes), Double(counts.failures))
    let limit =
      LogGamma.beta(mixture.a + x, mixture.b + y) - LogGamma.beta(mixture.a, mixture.b) + log(1 - level)
    return Interval(
      low: lowerEnd(x, y, limit), high: 1 - lowerEnd(y, x, limit), level: level)
  }

  /// Where the log-likelihood, rising from 0 to the estimate, crosses the limit.
  private static func lowerEnd(_ successes: Double, _ failures: Double, _ limit: Double) -> Double {
    if successes == 0 { return 0 }
    return MonotoneRoot.find(
      between: 0, and: successes / (successes + failures),
      excess: { p in successes * log(p) + (failures == 0 ? 0 : failures * log1p(-p)) - limit },
      slope: { p in successes / p - failures / (1 - p) })
  }
}
