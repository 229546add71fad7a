import Statistics

/// How many cases find a true difference of a given size (method 2.9). All numbers are exact, not rounded up, and
/// `alpha` is one-sided: halve it for a two-sided question.
///
/// The normal approximation beside the exact power that ``plan`` computes.
package enum RequiredCases {
  /// (z₁₋α + z₁₋β)²·variance/δ² (Miller 2024, section 5), with the variance of one case's difference: see
  /// ``DifferenceVariance/perCase``, and its suite scope.
  ///
  /// `nil` unless `difference` is not 0, the variance not below 0 and `alpha` and `power` lie inside 0...1.
  package static func count(
    variancePerCase: Double, detecting difference: Double, alpha: Double = 0.05, power: Double = 0.8
  ) -> Double? {
    let effect = DetectableEffect.size(standardError: variancePerCase.squareRoot(), alpha: alpha, power: power)
    guard let effect, difference != 0 else { return nil }
    return effect * effect / (difference * difference)
  }

  /// Pairs that McNemar's test needs at one run a case: (z_α√ψ + z_β√(ψ - Δ²))²/Δ² (Connor 1987).
  ///
  /// `discordant` is ψ, the share of pairs that differ, and `difference` Δ; `nil` unless 0 < |Δ| ≤ ψ ≤ 1.
  package static func pairs(
    discordant: Double, detecting difference: Double, alpha: Double = 0.05, power: Double = 0.8
  ) -> Double? {
    guard let z = quantiles(discordant, difference, alpha, power) else { return nil }
    let remaining = discordant - difference * difference
    let sum = z.alpha * discordant.squareRoot() + z.power * remaining.squareRoot()
    return sum * sum / (difference * difference)
  }

  /// The same with the alternative's variance in both places: (z_α + z_β)²(ψ - Δ²)/Δ² (Lachin 1992).
  package static func pairsByLachin(
    discordant: Double, detecting difference: Double, alpha: Double = 0.05, power: Double = 0.8
  ) -> Double? {
    guard quantiles(discordant, difference, alpha, power) != nil else { return nil }
    return count(
      variancePerCase: discordant - difference * difference, detecting: difference, alpha: alpha, power: power)
  }

  private static func quantiles(
    _ discordant: Double, _ difference: Double, _ alpha: Double, _ power: Double
  ) -> (alpha: Double, power: Double)? {
    guard difference != 0, abs(difference) <= discordant, discordant <= 1, alpha > 0, alpha < 1, power > 0, power < 1
    else { return nil }
    return (-Normal.quantile(alpha), Normal.quantile(power))
  }
}
