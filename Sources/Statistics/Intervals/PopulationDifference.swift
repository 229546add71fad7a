/// Candidate minus control on new prompts of this kind: cases are random, and families of cases vary together
/// (method 2.4, "plus-two cases", after Bonett and Price 2012, whose interval it is at one run a case).
package struct PopulationDifference: Sendable, Hashable {
  /// From how many clusters on the t interval is used, which is narrower and by then honest.
  package static let largeSample = 80

  /// Weighted mean of the differences, -1...1.
  package let estimate: Double
  package let clusters: Int
  /// Plus-two centre and standard error: two more clusters, of average weight, with differences +1 and -1.
  package let shrunkEstimate: Double
  package let shrunkStandardError: Double
  private let mean: ClusteredMean

  /// One difference per case, each -1...1, with the case's weight and family.
  ///
  /// `nil` when there is none, or a weight is not above 0.
  package init?(_ differences: [ClusteredMean.Unit]) {
    guard let sums = ClusterSums(differences), let mean = ClusteredMean(differences) else { return nil }
    self.mean = mean
    estimate = mean.mean
    clusters = mean.clusters
    let averageWeight = sums.totalWeight / Double(clusters)
    let enlarged = Double(clusters) + 2
    let center = sums.weighted.reduce(0, +) / averageWeight / enlarged
    let squares = sums.residuals(from: center).reduce(0) { $0 + $1 * $1 } / (averageWeight * averageWeight)
    shrunkEstimate = center
    shrunkStandardError = (squares + (1 - center) * (1 - center) + (1 + center) * (1 + center)).squareRoot() / enlarged
  }

  /// √CR1, for the t interval; `nil` below two clusters.
  package var standardError: Double? { mean.variance?.squareRoot() }

  /// Plus-two below ``largeSample`` clusters, Student's t from there on; clipped to -1...1; `nil` unless `0 < level <
  /// 1`.
  ///
  /// Where every difference is the same, t would have no width, so plus-two stays.
  package func interval(level: Double) -> Interval? {
    guard clusters >= Self.largeSample, let standardError, standardError > 0 else {
      return plusTwoInterval(level: level)?.clipped(to: -1...1)
    }
    return tInterval(level: level)?.clipped(to: -1...1)
  }

  /// Student's t interval whatever the sample's size, not clipped; too narrow where a few of a few cases broke.
  package func tInterval(level: Double) -> Interval? { mean.interval(level: level) }

  /// The plus-two interval whatever the sample's size, not clipped.
  package func plusTwoInterval(level: Double) -> Interval? {
    guard let z = Normal.criticalValue(level: level) else { return nil }
    return Interval(center: shrunkEstimate, halfWidth: z * shrunkStandardError, level: level)
  }
}
