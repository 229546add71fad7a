/// Whether two quantities rise together along a line, such as the rates of one case in two arms.
///
/// Here for the ranks of ``RankCorrelation``.
package enum LinearCorrelation {
  /// Pearson's r, -1...1; `nil` when the numbers of values differ, and where a side has one value only.
  package static func coefficient(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count, let xMean = Moments(x)?.mean, let yMean = Moments(y)?.mean else { return nil }
    let sums = zip(x, y).reduce((xy: 0.0, xx: 0.0, yy: 0.0)) { sums, pair in
      let (dx, dy) = (pair.0 - xMean, pair.1 - yMean)
      return (sums.xy + dx * dy, sums.xx + dx * dx, sums.yy + dy * dy)
    }
    guard sums.xx > 0, sums.yy > 0 else { return nil }
    // Rounding must not carry it out of its range.
    return min(1, max(-1, sums.xy / (sums.xx * sums.yy).squareRoot()))
  }
}
