import Foundation
package import Statistics

/// The number of successes among `n` independent runs that succeed with probability `p` each.
///
/// Written down directly, so that tests can hold the product's convolutions against it.
package enum Binomial {
  /// P(X = k), 0 outside 0...n; `nan` unless `0 ≤ p ≤ 1`.
  package static func mass(_ k: Int, of n: Int, p: Double = 0.5) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    guard 0 <= k, k <= n else { return 0 }
    if p == 0 { return k == 0 ? 1 : 0 }
    if p == 1 { return k == n ? 1 : 0 }
    return exp(LogGamma.binomial(n, choose: k) + Double(k) * log(p) + Double(n - k) * log1p(-p))
  }

  /// P(X ≤ k) = I₁₋ₚ(n - k, k + 1) (DLMF 8.17.5); `nan` unless `0 ≤ p ≤ 1`.
  package static func atMost(_ k: Int, of n: Int, p: Double = 0.5) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if k < 0 { return 0 }
    if k >= n { return 1 }
    return IncompleteBeta.regularized(1 - p, complement: p, a: Double(n - k), b: Double(k) + 1)
  }

  /// P(X ≥ k) = Iₚ(k, n - k + 1); `nan` unless `0 ≤ p ≤ 1`.
  package static func atLeast(_ k: Int, of n: Int, p: Double = 0.5) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if k <= 0 { return 1 }
    if k > n { return 0 }
    return IncompleteBeta.regularized(p, a: Double(k), b: Double(n - k) + 1)
  }
}

extension LogGamma {
  /// ln C(n, k), `-infinity` when `k` lies outside 0...n.
  package static func binomial(_ n: Int, choose k: Int) -> Double {
    guard 0 <= k, k <= n else { return -.infinity }
    if k == 0 || k == n { return 0 }
    return -log(Double(n) + 1) - beta(Double(n - k) + 1, Double(k) + 1)
  }
}
