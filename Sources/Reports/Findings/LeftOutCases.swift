import EvalCore
import OrderedJSON

/// Cases that a comparison says nothing about, for one reason.
struct LeftOutCases {
  /// What they are, e.g. `quarantined`.
  let reason: String
  let cases: [String]
  /// What may bring them back; with names in it that others chose.
  var advice: String?

  /// Only reasons that some case has.
  static func groups(_ comparison: Comparison, _ suite: Suite) -> [LeftOutCases] {
    unmatched(comparison) + skipped(comparison, suite)
  }

  /// Those that a baseline does not ask alike: the same in all comparisons with it.
  static func unmatched(_ comparison: Comparison) -> [LeftOutCases] {
    [
      LeftOutCases(reason: "not in the baseline", cases: comparison.cases.added),
      LeftOutCases(reason: "only in the baseline", cases: comparison.cases.removed),
      LeftOutCases(
        reason: "asked differently in the baseline, or judged by names that it lacks", cases: comparison.cases.changed),
    ].filter { !$0.cases.isEmpty }
  }

  /// Those that both ask and that have nothing to compare, or that do not count.
  static func skipped(_ comparison: Comparison, _ suite: Suite) -> [LeftOutCases] {
    if comparison.cases.skipped.isEmpty { return [] }
    let skipped = Set(comparison.cases.skipped)
    let reasons = Dictionary(
      firstOf: suite.cases.filter { skipped.contains($0.id) }.map { ($0.id, Reason($0, comparison, suite)) })
    return Reason.allCases.map { reason in
      let cases = comparison.cases.skipped.filter { reasons[$0, default: .unscored] == reason }
      let advice = reason == .withoutName ? Self.renaming(Set(cases), comparison, suite) : nil
      return LeftOutCases(reason: reason.rawValue, cases: cases, advice: advice)
    }.filter { !$0.cases.isEmpty }
  }

  private enum Reason: String, CaseIterable {
    case quarantined
    case failing = "expected to fail"
    case withoutName = "judged by names that the control does not have"
    case skipped = "marked skip_in"
    case unscored = "not scored in both"

    init(_ evalCase: EvalCase, _ comparison: Comparison, _ suite: Suite) {
      self =
        if !evalCase.countsInGate {
          evalCase.quarantine == nil ? .failing : .quarantined
        } else if comparison.baseline == nil, evalCase.skipIn[comparison.control] != nil {
          suite.broughtControl == comparison.control ? .withoutName : .skipped
        } else {
          evalCase.skipIn[comparison.candidate] == nil ? .unscored : .skipped
        }
    }
  }

  /// A control from elsewhere has the names of its day, which nothing maps to the suite's.
  private static func renaming(_ cases: Set<String>, _ comparison: Comparison, _ suite: Suite) -> String? {
    guard let control = suite.variant(comparison.control),
      let own = suite.variants.first(where: { $0.name != comparison.control })
    else { return nil }
    let offered = Set(control.toolSet.tools.map(\.name))
    let asked = suite.cases.filter { cases.contains($0.id) }
    let lacking = asked.flatMap { $0.spokenNames(in: control.name, strictness: suite.strictness).map(\.tool).sorted() }
      .filter { !offered.contains($0) }.distinct
    guard let first = lacking.first else { return nil }
    let renamed = ToolSetDifference(from: control.toolSet, to: own.toolSet).renamed
    let pair = lacking.lazy.compactMap { tool in renamed.first { $0.to == tool } }.first
    let found = pair.map { "'\($0.from)' there is '\($0.to)' under another name" } ?? "it has no '\(first)'"
    let rest = lacking.count > 1 ? " and \((lacking.count - 1).grouped) more" : ""
    return "\(found)\(rest): where a tool was renamed, list both tool sets under 'variants' and map it with 'rename:'"
  }

  /// E.g. `3 not in the baseline (a, b, …)`.
  func words(most: Int) -> String {
    let advice = advice.map { ": \($0)" } ?? ""
    return "\(cases.count.grouped) \(reason) (\(cases.listed(most: most)))\(advice)"
  }
}
