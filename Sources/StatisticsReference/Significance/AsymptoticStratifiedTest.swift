package import Statistics

/// The approximation that the exact test is compared with.
extension StratifiedExactTest {
  /// Cochran–Mantel–Haenszel's two-sided p without continuity correction, which the exact ones replace: for comparing
  /// with other programs. `nil` without an informative case.
  package var pAsymptotic: Double? {
    guard statisticVariance > 0 else { return nil }
    return 2 * Normal.upperTail(abs(Double(statistic) - expectedStatistic) / statisticVariance.squareRoot())
  }
}
