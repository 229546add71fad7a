import Foundation
import Statistics

/// Two independent proportions compared by the difference of their arcsines, whose variance does not depend on them
/// (Cohen 1988, chapter 6).
///
/// The textbook's answer that ``TypicalDropPower`` is compared with.
package struct CohensH: Sendable, Hashable {
  /// 2·asin√p₁ - 2·asin√p₂, -π...π.
  package let h: Double

  /// `nil` unless both lie in 0...1.
  package init?(_ first: Double, _ second: Double) {
    guard 0...1 ~= first, 0...1 ~= second else { return nil }
    h = 2 * asin(first.squareRoot()) - 2 * asin(second.squareRoot())
  }

  /// Whether a difference in the direction of h counts, or one in either direction.
  package enum Sides: Int, Sendable, Hashable {
    case one = 1
    case two
  }

  /// The power of the normal test with `runsPerArm` runs in each arm; two-sided, the wrong side counts too.
  ///
  /// `nil` unless there is a run and `0 < alpha < 1`.
  package func power(runsPerArm: Double, sides: Sides, alpha: Double = 0.05) -> Double? {
    guard runsPerArm > 0, alpha > 0, alpha < 1 else { return nil }
    return Self.power(shift: abs(h) * (runsPerArm / 2).squareRoot(), sides, alpha)
  }

  /// Runs in each arm, not rounded, that give the power; infinite for no difference.
  ///
  /// `nil` unless `0 < alpha < power < 1`.
  package func requiredRunsPerArm(power: Double = 0.8, sides: Sides, alpha: Double = 0.05) -> Double? {
    guard alpha > 0, alpha < power, power < 1 else { return nil }
    let largest = Normal.quantile(power) - Normal.quantile(alpha / 2) + 1
    let shift = MonotoneRoot.find(between: 0, and: largest, excess: { Self.power(shift: $0, sides, alpha) - power })
    return 2 * shift * shift / (h * h)
  }

  private static func power(shift: Double, _ sides: Sides, _ alpha: Double) -> Double {
    let critical = -Normal.quantile(alpha / Double(sides.rawValue))
    let rightSide = Normal.cumulative(shift - critical)
    return sides == .one ? rightSide : rightSide + Normal.cumulative(-shift - critical)
  }
}
