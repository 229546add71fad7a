import EvalCore
import OrderedJSON

/// Cases that a comparison says nothing about, for one reason.
struct LeftOutCases {
  /// What they are, e.g. `quarantined`.
  let reason: String
  let cases: [String]

  /// Only reasons that some case has.
  static func groups(_ comparison: Comparison, _ suite: Suite) -> [LeftOutCases] {
    unmatched(comparison) + skipped(comparison, suite)
  }

  /// Those that a baseline does not ask alike: the same in all comparisons with it.
  static func unmatched(_ comparison: Comparison) -> [LeftOutCases] {
    [
      LeftOutCases(reason: "not in the baseline", cases: comparison.cases.added),
      LeftOutCases(reason: "only in the baseline", cases: comparison.cases.removed),
      LeftOutCases(reason: "asked otherwise in the baseline", cases: comparison.cases.changed),
    ].filter { !$0.cases.isEmpty }
  }

  /// Those that both ask and that have nothing to compare, or that do not count.
  static func skipped(_ comparison: Comparison, _ suite: Suite) -> [LeftOutCases] {
    let skipped = Set(comparison.skipped)
    let marked = skipped.isEmpty ? [] : suite.cases.filter { skipped.contains($0.id) && !$0.countsInGate }
    let quarantined = marked.filter { $0.quarantine != nil }.map(\.id)
    let failing = marked.filter { $0.quarantine == nil }.map(\.id)
    let known = Set(marked.map(\.id))
    return [
      LeftOutCases(reason: "quarantined", cases: quarantined),
      LeftOutCases(reason: "expected to fail", cases: failing),
      LeftOutCases(reason: "without a scored trial in both", cases: comparison.skipped.filter { !known.contains($0) }),
    ].filter { !$0.cases.isEmpty }
  }

  /// E.g. `3 not in the baseline (a, b, …)`.
  func words(most: Int) -> String {
    let rest = cases.count > most ? ", …" : ""
    return "\(cases.count.grouped) \(reason) (\(cases.prefix(most).joined(separator: ", "))\(rest))"
  }
}
