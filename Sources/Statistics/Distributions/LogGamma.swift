import Foundation

/// Logarithms of the gamma function and of what is built from it, without the cancellation that large arguments bring.
package enum LogGamma {
  /// ln Γ(x) for `x > 0`, to about 1e-14 absolute below 100 and relative above; `nan` otherwise.
  ///
  /// Stirling's series (DLMF 5.11.1) from 10 on; below, the recurrence Γ(x + 1) = xΓ(x) leads there.
  package static func value(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var shifted = x
    var product = 1.0
    while shifted < 10 {
      product *= shifted
      shifted += 1
    }
    return (shifted - 0.5) * log(shifted) - shifted + halfLogTwoPi + correction(shifted) - log(product)
  }

  /// ln B(a, b) for `a, b > 0`; `nan` otherwise.
  ///
  /// From 10 on the large parts of Stirling's series are cancelled on paper and not in floating point.
  package static func beta(_ a: Double, _ b: Double) -> Double {
    let small = min(a, b)
    let large = max(a, b)
    guard small > 0 else { return .nan }
    let total = small + large
    if large < 10 { return value(small) + value(large) - value(total) }
    let corrections = correction(large) - correction(total)
    let logLargeShare = log1p(-small / total)
    if small < 10 {
      return value(small) + corrections + small - small * log(total) + (large - 0.5) * logLargeShare
    }
    return halfLogTwoPi - 0.5 * log(large) + corrections + correction(small)
      + (small - 0.5) * log(small / total) + large * logLargeShare
  }

  private static let halfLogTwoPi = 0.5 * log(2 * Double.pi)

  private static let stirlingTerms: [Double] = [
    1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156,
  ]

  /// What Stirling's formula lacks at `x ≥ 10`; the first term left out is under 1e-16 there.
  private static func correction(_ x: Double) -> Double {
    let square = 1 / (x * x)
    return stirlingTerms.reversed().reduce(0) { $0 * square + $1 } / x
  }
}
