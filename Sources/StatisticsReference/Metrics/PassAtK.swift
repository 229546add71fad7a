package import Statistics

/// Reliability over repeats, estimated without bias from the runs that were made (method 1.5).
///
/// For any k; reports show only that of all repeats.
package enum PassAtK {
  /// pass@k = 1 - C(K - c, k)/C(K, k): the chance that at least one of `k` runs succeeds (Chen et al. 2021).
  ///
  /// `nil` unless `1 ≤ k ≤ runs`.
  package static func any(of k: Int, _ counts: Counts) -> Double? {
    allDrawn(k, from: counts.failures, of: counts.runs).map { 1 - $0 }
  }

  /// pass^k = C(c, k)/C(K, k): the chance that all of `k` runs succeed (Yao et al. 2024).
  ///
  /// `nil` unless `1 ≤ k ≤ runs`.
  package static func all(of k: Int, _ counts: Counts) -> Double? {
    allDrawn(k, from: counts.successes, of: counts.runs)
  }

  private static func allDrawn(_ k: Int, from part: Int, of whole: Int) -> Double? {
    guard k >= 1, k <= whole else { return nil }
    guard k <= part else { return 0 }
    return (0..<k).reduce(1) { $0 * Double(part - $1) / Double(whole - $1) }
  }
}
