import Foundation

/// The regularised incomplete beta function, the distribution function of Beta(a, b).
package enum IncompleteBeta {
  /// I_x(a, b) for `0 ≤ x ≤ 1` and `a, b > 0`, to about 1e-12 relative; `nan` outside.
  package static func regularized(_ x: Double, a: Double, b: Double) -> Double {
    regularized(x, complement: 1 - x, a: a, b: b)
  }

  /// The same where the caller knows 1 - x better than a subtraction would.
  ///
  /// Continued fraction DLMF 8.17.22 on the side of the mean where it converges fast, I_x(a, b) = 1 - I_{1-x}(b, a)
  /// on the other.
  package static func regularized(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
    guard a > 0, b > 0, x >= 0, complement >= 0 else { return .nan }
    if x == 0 { return 0 }
    if complement == 0 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - lowerPart(complement, complement: x, a: b, b: a) }
    return lowerPart(x, complement: complement, a: a, b: b)
  }

  /// The x with I_x(a, b) = p, for `0 ≤ p ≤ 1`; `nan` outside.
  package static func quantile(_ p: Double, a: Double, b: Double) -> Double {
    guard a > 0, b > 0, p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 { return p }
    return MonotoneRoot.find(
      between: 0, and: 1,
      excess: { regularized($0, a: a, b: b) - p },
      slope: { exp((a - 1) * log($0) + (b - 1) * log1p(-$0) - LogGamma.beta(a, b)) })
  }

  private static func lowerPart(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
    // The logarithm of the larger of the two is near 0 and best taken from the smaller.
    let logX = x < 0.5 ? log(x) : log1p(-complement)
    let logComplement = complement < 0.5 ? log(complement) : log1p(-x)
    return exp(a * logX + b * logComplement - LogGamma.beta(a, b)) / (a * continuedFraction(x, a: a, b: b))
  }

  /// xᵃ(1 - x)ᵇ/(a·B(a, b)·I_x(a, b)) for x up to the mean: 1 + d₁/(1 + d₂/(1 + …)) by Lentz's method; the number of
  /// terms grows with the root of the larger parameter.
  static func continuedFraction(_ x: Double, a: Double, b: Double) -> Double {
    let tiny = 1e-300
    var value = 1.0
    var c = 1.0
    var d = 0.0
    for term in 1...200_000 {
      let m = Double(term / 2)
      let coefficient =
        term.isMultiple(of: 2)
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      let denominator = 1 + coefficient * d
      d = 1 / (denominator == 0 ? tiny : denominator)
      c = 1 + coefficient / c
      if c == 0 { c = tiny }
      value *= c * d
      if abs(c * d - 1) <= Double.ulpOfOne { return value }
    }
    return .nan
  }
}
