/// How large a true difference must be to be found (method 2.9).
package enum DetectableEffect {
  /// (z₁₋α + z₁₋β)·SE, in the unit of the standard error: a one-sided test at `alpha` finds this much with
  /// probability `power`.
  ///
  /// At suite scope SE is that of ``SuiteDifference``, pseudo-case included (method 2.4). A deterministic model has
  /// none: there any change is seen. `nil` unless `alpha` and `power` lie inside 0...1 and SE is not negative.
  package static func size(standardError: Double, alpha: Double = 0.05, power: Double = 0.8) -> Double? {
    guard alpha > 0, alpha < 1, power > 0, power < 1, standardError >= 0 else { return nil }
    return (Normal.quantile(power) - Normal.quantile(alpha)) * standardError
  }
}
