import Statistics

/// Whether the runs of one case do the same thing, right or wrong: "correct but unstable" and "wrong and stable" are
/// mended in different ways.
///
/// Not shown: flips and flaky cases say it in the user's words.
package struct Consistency: Sendable, Hashable {
  package let runs: Int
  /// The share of the runs that did what most did, 1/runs...1.
  package let modalAgreement: Double
  /// The share of pairs of runs that did the same, Σn(n - 1)/(K(K - 1)); `nil` for a single run.
  package let pairwiseAgreement: Double?

  /// What each run did, in a form in which equal deeds are equal: tool names and normalised arguments. `nil` without
  /// a run.
  package init?<Signature: Hashable>(_ signatures: [Signature]) {
    var counts: [Signature: Int] = [:]
    for signature in signatures { counts[signature, default: 0] += 1 }
    guard let largest = counts.values.max() else { return nil }
    runs = signatures.count
    modalAgreement = Double(largest) / Double(runs)
    let agreeing = counts.values.reduce(0) { $0 + $1 * ($1 - 1) }
    pairwiseAgreement = MatchCounts.ratio(Double(agreeing), Double(runs * (runs - 1)))
  }
}
