import Foundation

/// Student's t distribution with a positive, not necessarily whole, number of degrees of freedom.
package enum StudentT {
  /// P(T ≤ t), to about 1e-12; `nan` unless `degreesOfFreedom > 0`.
  package static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    let tail = upperTail(abs(t), degreesOfFreedom)
    return t < 0 ? tail : 1 - tail
  }

  /// P(|T| ≥ |t|).
  package static func twoSidedP(_ t: Double, degreesOfFreedom: Double) -> Double {
    2 * upperTail(abs(t), degreesOfFreedom)
  }

  /// The t with P(T ≤ t) = p; ∓infinity at 0 and 1, `nan` outside or unless `degreesOfFreedom > 0`.
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    guard p >= 0, p <= 1, degreesOfFreedom > 0 else { return .nan }
    if p == 0.5 { return 0 }
    let tail = min(p, 1 - p)
    let size = tail == 0 ? Double.infinity : upperQuantile(tail, degreesOfFreedom)
    return p < 0.5 ? -size : size
  }

  /// The t of a two-sided interval; `nil` unless `0 < level < 1` and `degreesOfFreedom > 0`.
  package static func criticalValue(level: Double, degreesOfFreedom: Double) -> Double? {
    guard level > 0, level < 1, degreesOfFreedom > 0 else { return nil }
    return -quantile((1 - level) / 2, degreesOfFreedom: degreesOfFreedom)
  }

  /// P(T ≥ t) for `t ≥ 0`: half of I_{df/(df+t²)}(df/2, 1/2) (DLMF 8.17, Abramowitz and Stegun 26.7.1).
  private static func upperTail(_ t: Double, _ degreesOfFreedom: Double) -> Double {
    if t == .infinity { return 0 }
    let ratio = t * t / degreesOfFreedom
    if ratio == .infinity { return 0 }
    return 0.5
      * IncompleteBeta.regularized(
        1 / (1 + ratio), complement: ratio / (1 + ratio), a: degreesOfFreedom / 2, b: 0.5)
  }

  private static func upperQuantile(_ tail: Double, _ degreesOfFreedom: Double) -> Double {
    var high = 1.0
    while upperTail(high, degreesOfFreedom) > tail, high < 1e150 { high *= 2 }
    let logScale = LogGamma.beta(degreesOfFreedom / 2, 0.5) + 0.5 * log(degreesOfFreedom)
    return MonotoneRoot.find(
      between: high > 1 ? high / 2 : 0, and: high,
      excess: { tail - upperTail($0, degreesOfFreedom) },
      slope: { exp(-logScale - 0.5 * (degreesOfFreedom + 1) * log1p($0 * $0 / degreesOfFreedom)) })
  }
}
