/// Candidate minus control on *these* cases, where only the repeats are random (method 2.4, "plus-one pooled within").
package struct SuiteDifference: Sendable, Hashable {
  /// Weighted mean of the cases' differences, -1...1.
  package let estimate: Double
  /// How many cases had a run in both arms; the others are left out.
  package let cases: Int
  /// `nil` where an arm was not repeated (see ``WithinCaseVariance``): one run a case cannot tell noise from change.
  package let standardError: Double?

  /// `nil` when no case has a run in both arms, or a weight is not above 0.
  package init?(_ pairs: [PairedCounts]) {
    let paired = pairs.filter { $0.control.runs > 0 && $0.candidate.runs > 0 }
    let units = paired.compactMap { pair in pair.difference.map { ClusteredMean.Unit($0, weight: pair.weight) } }
    guard let mean = ClusteredMean(units) else { return nil }
    estimate = mean.mean
    cases = paired.count
    if let control = WithinCaseVariance(paired.map { ($0.control, $0.weight) }),
      let candidate = WithinCaseVariance(paired.map { ($0.candidate, $0.weight) })
    {
      standardError = (control.ofMean + candidate.ofMean).squareRoot()
    } else {
      standardError = nil
    }
  }

  /// Δ̂ ± z·SE, clipped to -1...1; `nil` without a standard error or unless `0 < level < 1`.
  package func interval(level: Double) -> Interval? { unclippedInterval(level: level)?.clipped(to: -1...1) }

  /// The same before it is clipped.
  package func unclippedInterval(level: Double) -> Interval? {
    guard let standardError, let z = Normal.criticalValue(level: level) else { return nil }
    return Interval(center: estimate, halfWidth: z * standardError, level: level)
  }

  /// The smallest true difference that a run of this size would find; see ``DetectableEffect``.
  package func detectable(alpha: Double = 0.05, power: Double = 0.8) -> Double? {
    standardError.flatMap { DetectableEffect.size(standardError: $0, alpha: alpha, power: power) }
  }
}
