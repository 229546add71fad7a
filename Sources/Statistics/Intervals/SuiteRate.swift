/// One arm's share of successes on *these* cases, for rules such as `min_accuracy` and for recall (method 2.4).
package struct SuiteRate: Sendable, Hashable {
  /// Weighted mean of the cases' rates, 0...1.
  package let estimate: Double
  /// How many cases had a run; the others are left out.
  package let cases: Int
  /// √(σ̃²/(K·n)); `nil` where the cases were not repeated: then the estimate decides.
  package let standardError: Double?

  /// `nil` when no case has a run, or a weight is not above 0.
  package init?(_ counts: [Counts], weights: [Double]? = nil) {
    precondition(weights.map { $0.count == counts.count } ?? true, "expected one weight a case")
    let weighted = zip(counts, weights ?? counts.map { _ in 1 }).filter { $0.0.runs > 0 }
    let units = weighted.compactMap { counts, weight in counts.rate.map { ClusteredMean.Unit($0, weight: weight) } }
    guard let mean = ClusteredMean(units) else { return nil }
    estimate = mean.mean
    cases = weighted.count
    standardError = WithinCaseVariance(weighted.map { ($0, weight: $1) })?.ofMean.squareRoot()
  }

  /// x̂ ± z·SE, clipped to 0...1; `nil` without a standard error or unless `0 < level < 1`.
  package func interval(level: Double) -> Interval? {
    guard let standardError, let z = Normal.criticalValue(level: level) else { return nil }
    return Interval(center: estimate, halfWidth: z * standardError, level: level).clipped(to: 0...1)
  }
}
