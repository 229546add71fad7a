/// The share of successes over cases that were run several times each, at population scope: what would new prompts
/// of this kind give (method 2.1, 2.3, 00.3).
///
/// The mean is over cases, each by its weight; families enter only the variance.
package struct ClusteredProportion: Sendable, Hashable {
  /// One case's counts, its weight in the mean and the family that it varies with.
  package struct Case: Sendable, Hashable {
    package let counts: Counts
    package let weight: Double
    package let family: String?

    package init(_ counts: Counts, weight: Double = 1, family: String? = nil) {
      self.counts = counts
      self.weight = weight
      self.family = family
    }
  }

  /// 0...1.
  package let estimate: Double
  package let clusters: Int
  /// CR1 variance of the estimate; `nil` below two clusters.
  package let variance: Double?
  /// How many cases had a run, and how many runs they had.
  package let cases: Int
  package let runs: Int
  private let isPlain: Bool

  /// Cases without a run are left out; `nil` when none is left or a weight is not above 0.
  package init?(_ cases: [Case]) {
    let sampled = cases.lazy.filter { $0.counts.runs > 0 }
    let units = sampled.compactMap { sample in
      sample.counts.rate.map { ClusteredMean.Unit($0, weight: sample.weight, family: sample.family) }
    }
    guard let mean = ClusteredMean(units), let first = sampled.first else { return nil }
    // Rounding must not carry a weighted mean out of the range that Wilson's formula needs.
    estimate = min(mean.mean, 1)
    clusters = mean.clusters
    variance = mean.variance
    let count = sampled.count
    self.cases = count
    runs = sampled.reduce(0) { $0 + $1.counts.runs }
    isPlain =
      runs == count && clusters == count && sampled.allSatisfy { $0.weight == first.weight }
  }

  /// p̂(1 - p̂)/SE², clipped to 1...runs; the number of clusters where the variance is 0, as it is where p̂ is 0 or 1
  /// (method 2.3), or unknown.
  package var rawEffectiveCount: Double {
    guard let variance, variance > 0 else { return Double(clusters) }
    return min(max(estimate * (1 - estimate) / variance, 1), Double(runs))
  }

  /// The count that the interval uses: never more than the clusters (method 2.3), because a variance that is seen in
  /// a few broken cases only is a poor witness.
  ///
  /// One run of each case, with equal weights and no families, is a plain binomial sample: there it is the number of
  /// cases.
  package var effectiveCount: Double { isPlain ? Double(cases) : min(rawEffectiveCount, Double(clusters)) }

  /// Wilson's interval at ``effectiveCount``; `nil` unless `0 < level < 1`.
  package func interval(level: Double) -> Interval? {
    Wilson.interval(p: estimate, effectiveCount: effectiveCount, level: level)
  }
}
