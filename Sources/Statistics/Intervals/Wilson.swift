/// Wilson's score interval for a proportion (Wilson 1927), which stays inside 0...1 and has width at 0 and at 1.
package enum Wilson {
  /// The interval for a share `p` (0...1) seen in `effectiveCount` independent observations, not necessarily whole.
  ///
  /// `nil` when there is no observation, or when `p` or `level` lies out of range. Formula: method 2.3.
  package static func interval(p: Double, effectiveCount n: Double, level: Double) -> Interval? {
    guard let z = Normal.criticalValue(level: level), n > 0, n.isFinite, p >= 0, p <= 1 else { return nil }
    let shrinkage = 1 + z * z / n
    let center = (p + z * z / (2 * n)) / shrinkage
    let halfWidth = z / shrinkage * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // At 0 and 1 one bound is the estimate itself; rounding must not move it.
    return Interval(
      low: p == 0 ? 0 : max(0, center - halfWidth), high: p == 1 ? 1 : min(1, center + halfWidth), level: level)
  }

  /// The interval for `counts.successes` among `counts.runs` independent observations; `nil` without one.
  package static func interval(_ counts: Counts, level: Double) -> Interval? {
    guard let p = counts.rate else { return nil }
    return interval(p: p, effectiveCount: Double(counts.runs), level: level)
  }
}
