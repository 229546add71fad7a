import Foundation

/// The standard normal distribution.
package enum Normal {
  /// Φ(x) = P(Z ≤ x), with full relative precision in the lower tail.
  package static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// P(Z > x), with full relative precision in the upper tail.
  package static func upperTail(_ x: Double) -> Double { cumulative(-x) }

  /// The x with Φ(x) = p, to 1e-14; ∓infinity at 0 and 1, `nan` outside.
  ///
  /// Newton's method on ln Φ, which is concave: from a start left of the root (Φ(-√(-2 ln p)) ≤ p/2) it rises
  /// to the root without overshooting, so it needs neither a bracket nor fitted coefficients.
  package static func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p > 0.5 { return -quantile(1 - p) }
    if p == 0 { return -.infinity }
    if p == 0.5 { return 0 }
    let target = log(p)
    var x = -(-2 * target).squareRoot()
    for _ in 0..<60 {
      let tail = cumulative(x)
      let slope = density(x) / tail
      guard tail > 0, slope > 0 else { break }
      let step = (target - log(tail)) / slope
      x += step
      if abs(step) <= 4 * abs(x).ulp { break }
    }
    return x
  }

  /// The z of a two-sided interval: 1.645 at level 0.90, 1.960 at 0.95; `nil` unless `0 < level < 1`.
  package static func criticalValue(level: Double) -> Double? {
    guard level > 0, level < 1 else { return nil }
    return -quantile((1 - level) / 2)
  }

  /// The height of the bell at x.
  package static func density(_ x: Double) -> Double { exp(-0.5 * x * x) / (2 * Double.pi).squareRoot() }
}
