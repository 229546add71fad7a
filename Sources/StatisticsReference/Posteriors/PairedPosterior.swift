import Statistics

/// What pairs that differ say about which arm is better, at one run a case: a read-out, never a gate.
///
/// The Bayesian reading of ``McNemarTest``, for comparison.
package enum PairedPosterior {
  /// P(candidate better) = P(Beta(c + α, b + α) > ½) under a Dirichlet prior of `alpha` for each cell of the table of
  /// pairs; pairs that agree do not enter.
  ///
  /// Numbers of pairs, not negative; others trap. `nil` unless `alpha` is above 0.
  package static func candidateBetter(passToFail b: Int, failToPass c: Int, alpha: Double = 1) -> Double? {
    precondition(b >= 0 && c >= 0, "expected counts of pairs, found \(b) and \(c)")
    guard alpha > 0, alpha.isFinite else { return nil }
    return IncompleteBeta.regularized(0.5, a: Double(b) + alpha, b: Double(c) + alpha)
  }
}
