package import Statistics

/// The normal interval around Wilson's centre (Agresti and Coull 1998): easy to check by hand, never narrower.
///
/// A second opinion on ``Wilson``, which the product shows.
package enum AgrestiCoull {
  /// Clipped to 0...1; `nil` without a run or unless `0 < level < 1`.
  package static func interval(_ counts: Counts, level: Double) -> Interval? {
    guard let z = Normal.criticalValue(level: level), counts.runs > 0 else { return nil }
    let enlarged = Double(counts.runs) + z * z
    let center = (Double(counts.successes) + z * z / 2) / enlarged
    let halfWidth = z * (center * (1 - center) / enlarged).squareRoot()
    return Interval(center: center, halfWidth: halfWidth, level: level).clipped(to: 0...1)
  }
}
