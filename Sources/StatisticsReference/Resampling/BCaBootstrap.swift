import Foundation
package import Statistics

/// The bias-corrected and accelerated bootstrap (Efron 1987) for figures that have no closed form, such as macro-F1 or
/// the cost of a correct case. Whole cases or families are drawn again, never single runs.
///
/// The interval without a formula that closed forms are compared with.
package struct BCaBootstrap: Sendable, Hashable {
  /// Below so many cases or families there is no interval: too few to stand for the ones not seen.
  package static let fewestClusters = 20

  package let estimate: Double
  /// The bootstrap's standard deviation.
  package let standardError: Double
  /// The shares of the replicates below the estimate and tied with it.
  package let shareBelow: Double
  package let shareEqual: Double
  /// From the jackknife: how fast the standard error changes with the figure.
  package let acceleration: Double
  /// The figure on each resample where it was defined, ascending.
  package let replicates: [Double]

  /// z₀: how far the estimate lies from the replicates' median, in normal deviations; ties count half.
  package var biasCorrection: Double { Normal.quantile(shareBelow + 0.5 * shareEqual) }

  /// The same seed gives the same interval: each resample draws `clusters.count` times ``SeededGenerator/below(_:)``.
  ///
  /// `statistic` must not depend on the clusters' order; a resample on which it has no value is left out. `nil` below
  /// ``fewestClusters``, where the figure has no value on the clusters or without one of them, and unless at least
  /// nine resamples in ten have one.
  package init?<Cluster>(
    _ clusters: [Cluster], resamples: Int = 10_000, seed: UInt64, statistic: ([Cluster]) -> Double?
  ) {
    guard clusters.count >= Self.fewestClusters, resamples > 0, let estimate = statistic(clusters) else { return nil }
    let jackknife = clusters.indices.compactMap { index in
      statistic(Array(clusters[..<index] + clusters[(index + 1)...]))
    }
    var generator = SeededGenerator(seed: seed)
    let replicates = (0..<resamples).compactMap { _ in
      statistic(clusters.indices.map { _ in clusters[generator.below(clusters.count)] })
    }
    guard jackknife.count == clusters.count, 10 * replicates.count >= 9 * resamples else { return nil }
    self.init(estimate: estimate, replicates: replicates, jackknife: jackknife)
  }

  /// From the figure, its resamples, and its values without each cluster; `nil` when one of them is not finite.
  init?(estimate: Double, replicates: [Double], jackknife: [Double]) {
    guard estimate.isFinite, (replicates + jackknife).allSatisfy(\.isFinite),
      let moments = Moments(replicates), let acceleration = Self.acceleration(jackknife)
    else { return nil }
    self.estimate = estimate
    self.acceleration = acceleration
    self.replicates = replicates.sorted()
    let count = Double(replicates.count)
    standardError = ((moments.variance ?? 0) * (count - 1) / count).squareRoot()
    // Sums of the same values in another order differ by rounding and still are ties.
    let tolerance = 1e-12 * max(1, abs(estimate))
    shareBelow = Double(replicates.count { $0 < estimate - tolerance }) / count
    shareEqual = Double(replicates.count { abs($0 - estimate) <= tolerance }) / count
  }

  /// The shares of the replicates between which the interval lies; `nil` unless `0 < level < 1`, and where all
  /// replicates lie on one side of the estimate.
  package func shares(level: Double) -> (low: Double, high: Double)? {
    guard let z = Normal.criticalValue(level: level), biasCorrection.isFinite else { return nil }
    return (share(-z), share(z))
  }

  /// The BCa interval.
  package func interval(level: Double) -> Interval? {
    shares(level: level).map { Interval(low: quantile($0.low), high: quantile($0.high), level: level) }
  }

  /// The plain percentile interval, for comparison: too narrow where few cases carry the difference.
  package func percentileInterval(level: Double) -> Interval? {
    guard level > 0, level < 1 else { return nil }
    return Interval(low: quantile((1 - level) / 2), high: quantile((1 + level) / 2), level: level)
  }

  private func share(_ z: Double) -> Double {
    let shifted = biasCorrection + z
    return Normal.cumulative(biasCorrection + shifted / (1 - acceleration * shifted))
  }

  /// Between neighbours linearly (type 7 of Hyndman and Fan 1996).
  private func quantile(_ share: Double) -> Double {
    let position = share * Double(replicates.count - 1)
    let index = min(Int(position), replicates.count - 1)
    let next = min(index + 1, replicates.count - 1)
    return replicates[index] + (position - Double(index)) * (replicates[next] - replicates[index])
  }

  /// Σ(x̄ - xᵢ)³/(6(Σ(x̄ - xᵢ)²)^{3/2}); 0 where leaving one out never matters.
  private static func acceleration(_ jackknife: [Double]) -> Double? {
    guard let mean = Moments(jackknife)?.mean else { return nil }
    let distances = jackknife.map { mean - $0 }
    let squares = distances.reduce(0) { $0 + $1 * $1 }
    if squares == 0 { return 0 }
    return distances.reduce(0) { $0 + $1 * $1 * $1 } / (6 * pow(squares, 1.5))
  }
}
