package import Statistics

/// For comparing the clustered variance with what others print.
extension ClusteredMean {
  /// How many times larger the clusters make the variance; below 1 where their members balance each other, `nil`
  /// where nothing varies.
  package var designEffect: Double? {
    guard let variance, let independentVariance, independentVariance > 0 else { return nil }
    return variance / independentVariance
  }

  /// The clustered variance as Miller (2024) prints it: the independent one plus the products within clusters. It is
  /// smaller than ``variance`` where there are few clusters; `nil` below two.
  package var millerVariance: Double? {
    guard let variance, let independentVariance else { return nil }
    return independentVariance * (1 / Double(units)) + variance * (1 - 1 / Double(clusters))
  }
}
