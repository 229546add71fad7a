/// How many repeats of a case give the narrowest interval for the money (two-stage sampling, Cochran 1977, section
/// 10.6; method 2.9).
///
/// For choosing the repeats of a benchmark; ``plan`` names no costs of cases.
package enum OptimalRepeats {
  /// K* = √(σ²/ω²·cost of a new case/cost of a run), not rounded, and not below 1; infinite where cases do not differ.
  ///
  /// Writing a case costs something even where its first run is free. `nil` unless the costs are above 0 and the
  /// variances not below.
  package static func count(within: Double, between: Double, costPerCase: Double, costPerRun: Double) -> Double? {
    guard within >= 0, between >= 0, costPerCase > 0, costPerRun > 0 else { return nil }
    if between == 0 { return within == 0 ? 1 : .infinity }
    return max(1, (within / between * costPerCase / costPerRun).squareRoot())
  }
}
