/// A weighted mean of values that come in clusters, with the variance that the clusters allow it.
package struct ClusteredMean: Sendable, Hashable {
  /// One value: a case's rate, a case's difference between two arms, or the score of a single run.
  package struct Unit: Sendable, Hashable {
    package let value: Double
    /// Above 0; only the proportions between weights matter.
    package let weight: Double
    /// Units that name the same family vary together; a unit without one is a cluster of its own.
    package let family: String?

    package init(_ value: Double, weight: Double = 1, family: String? = nil) {
      self.value = value
      self.weight = weight
      self.family = family
    }
  }

  package let mean: Double
  /// How many clusters there are: families, and units without one.
  package let clusters: Int
  /// The variance of the mean, robust to any dependence inside a cluster; `nil` below two clusters.
  ///
  /// CR1 of method 2.3: [G/(G-1)]·Σ_g(Σ_{i∈g} wᵢ(sᵢ - s̄))²/(Σwᵢ)². Where clusters are single equally weighted units
  /// it is sd²/n exactly.
  package let variance: Double?
  /// What the variance would be if the units had nothing to do with each other; `nil` below two units.
  package let independentVariance: Double?
  package let units: Int

  /// `nil` when there is no unit, or when a weight is not above 0 and finite.
  package init?(_ units: some Collection<Unit>) {
    guard let groups = ClusterSums(units) else { return nil }
    let center = groups.weighted.reduce(0, +) / groups.totalWeight
    let variance = { (residuals: [Double]) -> Double? in
      let (count, squares) = (Double(residuals.count), residuals.reduce(0) { $0 + $1 * $1 })
      return count < 2 ? nil : count / (count - 1) * squares / (groups.totalWeight * groups.totalWeight)
    }
    mean = center
    clusters = groups.weights.count
    self.units = units.count
    self.variance = variance(groups.residuals(from: center))
    independentVariance = variance(units.map { $0.weight * ($0.value - center) })
  }

  /// Student's t interval with one degree of freedom less than there are clusters, not clipped; `nil` below two
  /// clusters or unless `0 < level < 1`.
  package func interval(level: Double) -> Interval? {
    guard let variance, let t = StudentT.criticalValue(level: level, degreesOfFreedom: Double(clusters - 1)) else {
      return nil
    }
    return Interval(center: mean, halfWidth: t * variance.squareRoot(), level: level)
  }
}

/// Weights and weighted values summed by cluster, in the order in which the clusters first appear.
struct ClusterSums {
  private(set) var weights: [Double] = []
  private(set) var weighted: [Double] = []

  init?(_ units: some Sequence<ClusteredMean.Unit>) {
    var positions: [String: Int] = [:]
    for unit in units {
      guard unit.weight > 0, unit.weight.isFinite else { return nil }
      let position = unit.family.flatMap { positions[$0] } ?? weights.count
      if position == weights.count {
        weights.append(0)
        weighted.append(0)
        if let family = unit.family { positions[family] = position }
      }
      weights[position] += unit.weight
      weighted[position] += unit.weight * unit.value
    }
    if weights.isEmpty { return nil }
  }

  var totalWeight: Double { weights.reduce(0, +) }

  /// Σ w(s - center) of each cluster.
  func residuals(from center: Double) -> [Double] { zip(weighted, weights).map { $0 - $1 * center } }
}
