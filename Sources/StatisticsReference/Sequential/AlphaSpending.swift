import Foundation
import Statistics

/// How much of a two-sided α may be spent by the time that a share of the runs has been made (Lan and DeMets 1983;
/// method 2.8). Programs that spend α/2 on each side by the same functions have other bounds for the first looks.
///
/// For looks at other shares than ``PlannedLooks`` has constants for.
package enum AlphaSpending: Sendable, Hashable {
  /// 2[1 - Φ(z_{α/2}/√t)]: hardly anything early.
  case obrienFleming
  /// α·ln(1 + (e - 1)t): much from the start.
  case pocock

  /// The α spent at `share` (0...1, beyond it the whole); `nan` unless `0 < alpha < 1`.
  package func spent(at share: Double, alpha: Double) -> Double {
    guard alpha > 0, alpha < 1, !share.isNaN else { return .nan }
    let t = min(max(share, 0), 1)
    if t == 0 { return 0 }
    return switch self {
    case .obrienFleming: 2 * Normal.upperTail(-Normal.quantile(alpha / 2) / t.squareRoot())
    case .pocock: alpha * log1p((exp(1) - 1) * t)
    }
  }
}
