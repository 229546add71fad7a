import Foundation
import Statistics

/// What a plan can see before anything is asked: the smallest drop of a whole arm, and the tools that it cannot guard.
package struct PlanPower: Sendable {
  /// The drop that is found 8 times in 10 at α = .05, in shares of 1; nil with one variant.
  package let detectableDrop: Double?
  /// Deterministic: any change of any case shows.
  package let seesEverything: Bool
  /// The control's names of tools with too few cases for their own guard (`max_tool_drop`), with their number of cases.
  package let unguarded: [(tool: String, cases: Int)]
  /// What would let the plan show the drop that its gate forbids.
  package let advice: Advice

  package enum Advice: Sendable, Hashable {
    /// The plan can show it.
    case enough
    /// So many repeats of its cases can.
    case repeats(Int)
    /// Even many repeats cannot: so many cases, each asked so often, can.
    case cases(Int, repeats: Int)
    /// Deterministic, or nothing to compare: repeats tell nothing, and cases make it speak for more prompts.
    case onlyCases
  }

  /// The within-case variance of the typical mixed suite that the method was simulated with (method 2.9 and 9): three
  /// quarters of the cases nearly always right, a sixth anything, the rest nearly always wrong.
  private static let typicalVariance = 0.038
  private static let alpha = 0.05

  package init(_ plan: Plan, of suite: Suite, model: ModelCard) {
    let asked = Set(plan.trials.lazy.filter { $0.model == model.name }.map(\.caseID))
    let cases = suite.cases.filter { asked.contains($0.id) }
    seesEverything = model.isDeterministic
    let isComparison = plan.variants.count > 1 && !cases.isEmpty
    let drop =
      isComparison && !model.isDeterministic ? Self.drop(cases: cases.count, repeats: plan.repeats) : nil
    detectableDrop = drop
    advice = drop.map { Self.advice($0, margin: Self.margin(plan, suite, model), cases: cases.count) } ?? .onlyCases
    let support = Self.casesByTool(cases)
    let tools = suite.control.toolSet.tools.map { (tool: $0.name, cases: support[$0.name] ?? 0) }
    let tests = tools.count { $0.cases > 0 } * max(1, plan.variants.count - 1) * plan.models.count
    unguarded = tools.filter { tool in
      guard tool.cases > 0 else { return true }
      if model.isDeterministic { return false }
      let smallest = StratifiedExactTest.smallestAttainableP(
        controlRuns: plan.repeats, candidateRuns: plan.repeats, cases: tool.cases)
      return smallest * Double(tests) > Self.alpha
    }
  }

  /// Method 2.4 and 2.9 with the pseudo-case; with one repeat the plus-two interval of population scope.
  private static func drop(cases: Int, repeats: Int) -> Double? {
    let n = Double(cases)
    let error =
      repeats > 1
      ? sqrt(2 * (n * typicalVariance + 0.25) / (n + 1) / (n * Double(repeats)))
      : sqrt(2 * n * typicalVariance + 2) / (n + 2)
    return DetectableEffect.size(standardError: error, alpha: alpha)
  }

  /// The smallest drop that the gate forbids any variant.
  private static func margin(_ plan: Plan, _ suite: Suite, _ model: ModelCard) -> Double {
    let margins = plan.variants.dropFirst().compactMap { variant in
      suite.gate.variants[variant]?.maxDrop ?? suite.gate.models[model.name]?.maxDrop
    }
    return (margins + [suite.gate.maxDrop].compactMap(\.self)).min() ?? GateRules.usualDrop
  }

  /// More repeats than these are wasted where the cases themselves are too few (method 2.9).
  private static let mostRepeats = 10
  private static let usualRepeats = 5
  private static let mostCases = 100_000

  private static func advice(_ drop: Double, margin: Double, cases: Int) -> Advice {
    if drop <= margin { return .enough }
    let shows = { (cases: Int, repeats: Int) in Self.drop(cases: cases, repeats: repeats).map { $0 <= margin } ?? false
    }
    if let repeats = (2...mostRepeats).first(where: { shows(cases, $0) }) { return .repeats(repeats) }
    var (low, high) = (cases, mostCases)
    while high - low > 1 {
      let middle = (low + high) / 2
      if shows(middle, usualRepeats) { high = middle } else { low = middle }
    }
    return .cases(high, repeats: usualRepeats)
  }

  private static func casesByTool(_ cases: [EvalCase]) -> [String: Int] {
    var support: [String: Int] = [:]
    for evalCase in cases {
      let tools = evalCase.expectation.alternatives.flatMap(\.required).flatMap(\.patterns).map(\.control)
      for tool in Set(tools) { support[tool, default: 0] += 1 }
    }
    return support
  }
}
