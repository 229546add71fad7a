package import Statistics

/// The interval for a proportion that misses no more often than it says, whatever the proportion (Clopper and Pearson
/// 1934): for guarantees such as a rate of forbidden calls. Wilson's is the nearer one on average.
///
/// The outer bound that ``Wilson`` is compared with.
package enum ClopperPearson {
  /// Both sides; `nil` without a run or unless `0 < level < 1`.
  package static func interval(_ counts: Counts, level: Double) -> Interval? {
    let confidence = (1 + level) / 2
    guard level > 0, let low = lowerBound(counts, confidence: confidence),
      let high = upperBound(counts, confidence: confidence)
    else { return nil }
    return Interval(low: low, high: high, level: level)
  }

  /// The proportion that is not reached with the given one-sided confidence; 1 - (1 - confidence)^{1/n} at no success.
  package static func upperBound(_ counts: Counts, confidence: Double) -> Double? {
    guard counts.runs > 0, confidence > 0, confidence < 1 else { return nil }
    if counts.failures == 0 { return 1 }
    return IncompleteBeta.quantile(confidence, a: Double(counts.successes) + 1, b: Double(counts.failures))
  }

  /// The proportion that is exceeded with the given one-sided confidence.
  package static func lowerBound(_ counts: Counts, confidence: Double) -> Double? {
    guard counts.runs > 0, confidence > 0, confidence < 1 else { return nil }
    if counts.successes == 0 { return 0 }
    return IncompleteBeta.quantile(1 - confidence, a: Double(counts.successes), b: Double(counts.failures) + 1)
  }
}
