/// How unevenly equivalent choices are made, such as the same tool at different places of the list.
///
/// For measuring what the order of the tools does to a model; it decides nothing.
package enum SelectionBias {
  /// δ = ½Σ|Pᵢ - 1/K|, the total variation from an even choice: 0 when all are chosen alike, 1 - 1/K when one always is
  /// (arXiv:2510.00307).
  ///
  /// Shares or counts, not below 0, with a sum above 0; `nil` otherwise.
  package static func totalVariation(_ shares: [Double]) -> Double? {
    let total = shares.reduce(0, +)
    guard shares.allSatisfy({ $0 >= 0 }), total > 0, total.isFinite else { return nil }
    return 0.5 * shares.reduce(0) { $0 + abs($1 / total - 1 / Double(shares.count)) }
  }
}
