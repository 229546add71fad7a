import OrderedJSON

/// The rules that compare candidates with the control.
struct ComparisonRules {
  private let comparisons: [Comparison]
  private let gate: GateRules

  init(_ comparisons: [Comparison], _ gate: GateRules) {
    self.comparisons = comparisons
    self.gate = gate
  }

  var outcomes: [RuleOutcome] { dropOutcomes + toolDropOutcomes + newFailureOutcomes }

  private var dropOutcomes: [RuleOutcome] {
    if comparisons.isEmpty { return gate.maxDrop.map { [Self.nothingToCompare("max_drop", $0)] } ?? [] }
    return comparisons.compactMap { comparison in
      gate.rules(variant: comparison.candidate, model: comparison.model).maxDrop.map { margin in
        RuleOutcome(
          rule: "max_drop", variant: comparison.candidate, model: comparison.model, outcome: comparison.verdict,
          threshold: margin, value: comparison.delta, low: comparison.low, high: comparison.high,
          detail: Self.dropDetail(comparison, margin) + comparison.against)
      }
    }
  }

  private static func nothingToCompare(_ rule: String, _ threshold: Double) -> RuleOutcome {
    RuleOutcome(
      rule: rule, variant: nil, model: nil, outcome: .notApplicable, threshold: threshold, value: nil, low: nil,
      high: nil,
      detail: "nothing to compare")
  }

  private static func dropDetail(_ comparison: Comparison, _ margin: Double) -> String {
    guard let delta = comparison.delta, let low = comparison.low, let high = comparison.high else {
      return "no case was answered in both arms"
    }
    let interval = comparison.exact ? "" : " [\(low.points), \(high.points)] at 90%"
    let change = "\(delta.points) points\(interval) over \(comparison.paired.counted("case"))"
    let wanted = "a drop of \(margin.percent) at most wanted"
    guard comparison.verdict == .inconclusive, let detectable = comparison.detectable else {
      return "\(change), \(wanted)"
    }
    let resolved =
      detectable > 1
      ? "no drop at all could have been shown"
      : "this run could only resolve a drop of \(detectable.unsignedPoints) points"
    return "\(change), \(wanted); \(resolved)"
  }

  /// Guards single tools, which a margin over the suite cannot see (`method.md` 00.4): it fails, or passes.
  private var toolDropOutcomes: [RuleOutcome] {
    guard let most = gate.maxToolDrop else { return [] }
    if comparisons.isEmpty { return [Self.nothingToCompare("max_tool_drop", most)] }
    return comparisons.map { comparison in
      let broken = comparison.tools.filter { $0.breaks(most) }
      let shown = (broken.isEmpty ? comparison.tools : broken).min { $0.delta < $1.delta }
      let outcome: Verdict = comparison.tools.isEmpty ? .notApplicable : broken.isEmpty ? .pass : .fail
      return RuleOutcome(
        rule: "max_tool_drop", variant: comparison.candidate, model: comparison.model, outcome: outcome,
        threshold: most,
        value: shown?.delta, low: shown?.low, high: shown?.high,
        detail: Self.toolDetail(shown, broken.map(\.name), most) + comparison.against)
    }
  }

  private static func toolDetail(_ shown: Comparison.GroupChange?, _ broken: [String], _ most: Double) -> String {
    guard let shown else { return "no paired case expects a tool" }
    let change = "'\(shown.name)' \(shown.delta.points) points over \(shown.cases.counted("case"))"
    if broken.isEmpty { return "no tool is known to have dropped by more than \(most.percent); lowest is \(change)" }
    let others = broken.count > 1 ? ", and \(broken.count - 1) more" : ""
    return "\(change)\(others)"
  }

  private var newFailureOutcomes: [RuleOutcome] {
    guard gate.noNewFailures else { return [] }
    if comparisons.isEmpty { return [Self.nothingToCompare("no_new_failures", 0)] }
    return comparisons.map { comparison in
      let broken = comparison.newFailures.map(\.caseID)
      return RuleOutcome(
        rule: "no_new_failures", variant: comparison.candidate, model: comparison.model,
        outcome: Self.newFailures(comparison), threshold: 0, value: Double(broken.count), low: nil, high: nil,
        detail: (broken.isEmpty
          ? "no case that always passed never passes now" : "never right now: \(broken.quotedBeginning)")
          + comparison.against)
    }
  }

  private static func newFailures(_ comparison: Comparison) -> Verdict {
    if comparison.newFailures.isEmpty { return comparison.paired == 0 ? .notApplicable : .pass }
    return comparison.newFailures.contains(where: \.isKnown) ? .fail : .inconclusive
  }
}

extension Comparison {
  /// Ends a sentence where the control is not this run's own.
  fileprivate var against: String { baseline.map { ", against baseline '\($0)'" } ?? "" }
}

extension [String] {
  /// The first five, in quotes.
  var quotedBeginning: String { prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (count > 5 ? ", …" : "") }
}

extension Comparison.GroupChange {
  /// A drop that is significant over all tools and reaches below the margin, or a fact beyond it.
  fileprivate func breaks(_ most: Double) -> Bool {
    guard p != nil else { return !delta.reaches(-most) }
    return (adjusted ?? 1) <= Difference.alpha && delta < 0 && low <= -most
  }
}
