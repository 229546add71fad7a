import Statistics

/// The rules that compare candidates with the control.
struct ComparisonRules {
  private let comparisons: [Comparison]
  private let scores: Scores
  private let gate: GateRules

  init(_ comparisons: [Comparison], _ scores: Scores, _ gate: GateRules) {
    self.comparisons = comparisons
    self.scores = scores
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
          detail: Self.dropDetail(comparison, margin))
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
    let change = "\(delta.points) points\(interval) over \(comparison.paired) cases"
    let wanted = "a drop of \(margin.percent) at most wanted"
    guard comparison.verdict == .inconclusive, let detectable = comparison.detectable else {
      return "\(change), \(wanted)"
    }
    return "\(change), \(wanted); this run could only resolve \(detectable.points) points"
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
        detail: Self.toolDetail(shown, broken.map(\.tool), most))
    }
  }

  private static func toolDetail(_ shown: Comparison.ToolChange?, _ broken: [String], _ most: Double) -> String {
    guard let shown else { return "no paired case expects a tool" }
    let change = "'\(shown.tool)' \(shown.delta.points) points over \(shown.cases) cases"
    if broken.isEmpty { return "no tool is known to have dropped by more than \(most.percent); lowest is \(change)" }
    let others = broken.count > 1 ? ", and \(broken.count - 1) more" : ""
    return "\(change)\(others)"
  }

  private var newFailureOutcomes: [RuleOutcome] {
    guard gate.noNewFailures else { return [] }
    if comparisons.isEmpty { return [Self.nothingToCompare("no_new_failures", 0)] }
    return comparisons.map { comparison in
      let broken = comparison.flips.filter { $0.control == 1 && $0.candidate == 0 }.map(\.caseID)
      let names = broken.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (broken.count > 5 ? ", …" : "")
      return RuleOutcome(
        rule: "no_new_failures", variant: comparison.candidate, model: comparison.model,
        outcome: newFailures(comparison, broken), threshold: 0, value: Double(broken.count), low: nil, high: nil,
        detail: broken.isEmpty ? "no case that always passed never passes now" : "never right now: \(names)")
    }
  }

  /// `method.md` 00.11: a fact of a deterministic model; else five repeats and the false discovery rate decide.
  private func newFailures(_ comparison: Comparison, _ broken: [String]) -> Verdict {
    if broken.isEmpty { return comparison.paired == 0 ? .notApplicable : .pass }
    if comparison.exact { return .fail }
    let discovered = CaseDrops(comparison, scores)?.discovered ?? []
    return broken.contains(where: discovered.contains) ? .fail : .inconclusive
  }
}

extension Comparison.ToolChange {
  /// A drop that is significant over all tools and reaches below the margin, or a fact beyond it.
  fileprivate func breaks(_ most: Double) -> Bool {
    guard p != nil else { return !delta.reaches(-most) }
    return (adjusted ?? 1) <= Difference.alpha && delta < 0 && low <= -most
  }
}

/// The cases of a comparison that dropped, at a false discovery rate of .10 (`method.md` 2.7).
private struct CaseDrops {
  private(set) var discovered: Set<String> = []

  private static let leastRepeats = 5
  private static let rate = 0.10

  /// Nil where a compared case has fewer than five scored repeats.
  init?(_ comparison: Comparison, _ scores: Scores) {
    guard let control = scores.arm(comparison.control, comparison.model)?.talliesByCase,
      let candidate = scores.arm(comparison.candidate, comparison.model)
    else { return nil }
    let skipped = Set(comparison.skipped)
    let pairs = candidate.perCase.filter { !skipped.contains($0.caseID) }.compactMap { after in
      control[after.caseID].map { (before: $0, after: after) }
    }
    guard pairs.allSatisfy({ min($0.before.scored, $0.after.scored) >= Self.leastRepeats }) else { return nil }
    let pValues = pairs.map { before, after in
      StratifiedExactTest(
        control: [Counts(successes: before.correct, runs: before.scored)],
        candidate: [Counts(successes: after.correct, runs: after.scored)]
      ).pRegression
    }
    for (pair, adjusted) in zip(pairs, MultipleTesting.benjaminiHochberg(pValues)) where adjusted <= Self.rate {
      discovered.insert(pair.after.caseID)
    }
  }
}
