import Statistics

/// What a plan can see of one model before anything is asked: the smallest drop, and the tools that it cannot guard.
package struct PlanPower: Sendable {
  package let sight: Sight
  /// The control's names of tools with too few cases for their own guard (`max_tool_drop`), with their number of cases.
  package let unguarded: [(tool: String, cases: Int)]
  /// What would let the plan show the drop that its gate forbids.
  package let advice: Advice

  package enum Sight: Sendable, Hashable {
    /// With one variant, or no case that the gate looks at.
    case nothingToCompare
    /// Deterministic: any change of any case.
    case everyChange
    /// Not even the largest.
    case noDrop
    /// Found by the gate 8 times in 10, in shares of 1.
    case drop(Double)
  }

  package enum Advice: Sendable, Hashable {
    /// The plan can show it.
    case enough
    /// So many repeats of its cases can.
    case repeats(Int)
    /// Even many repeats cannot: so many cases, each asked so often, can.
    case cases(Int, repeats: Int)
    /// No number of cases can.
    case never
    /// Deterministic, or nothing to compare: repeats tell nothing, and cases make it speak for more prompts.
    case onlyCases
  }

  package var detectableDrop: Double? { if case .drop(let drop) = sight { drop } else { nil } }

  package init(_ plan: Plan, of suite: Suite, model: ModelCard) {
    let comparisons = PlannedComparison.all(plan, suite)
    let own = comparisons.filter { $0.model == model.name && !$0.cases.isEmpty }
    let sampled = comparisons.filter { !$0.isDeterministic && !$0.cases.isEmpty }
    if own.isEmpty || model.isDeterministic {
      sight = own.isEmpty ? .nothingToCompare : .everyChange
      advice = .onlyCases
    } else {
      let powers = own.map { DropSight($0, plan, tests: sampled.count) }
      sight = Self.sight(powers)
      advice = powers.map(\.advice).max { $0.cost < $1.cost } ?? .onlyCases
    }
    let smallest = ToolSight(plan, tests: sampled.reduce(0) { $0 + $1.casesByTool.count })
    let compared = own.isEmpty ? [PlannedComparison(plan, suite, suite.control.name, model)] : own
    unguarded = suite.control.toolSet.tools.compactMap { tool in
      let cases = compared.map { $0.casesByTool[tool.name] ?? 0 }.min() ?? 0
      let isGuarded = cases > 0 && (model.isDeterministic || smallest.smallestP(cases: cases) <= Levels.alpha)
      return isGuarded ? nil : (tool.name, cases)
    }
  }

  /// What all candidates' comparisons show.
  private static func sight(_ powers: [DropSight]) -> Sight {
    let drops = powers.compactMap(\.drop)
    return drops.count == powers.count ? drops.max().map(Sight.drop) ?? .noDrop : .noDrop
  }
}

/// A comparison that a run of the plan will make, with the cases that the gate will look at.
private struct PlannedComparison {
  let model: String
  let isDeterministic: Bool
  let tolerance: Double
  let cases: [EvalCase]
  /// By the control's name of their gold: how many of ``cases``.
  let casesByTool: [String: Int]

  init(_ plan: Plan, _ suite: Suite, _ candidate: String, _ model: ModelCard) {
    let asked = Set(plan.trials.lazy.filter { $0.model == model.name }.map(\.caseID))
    self.model = model.name
    isDeterministic = model.isDeterministic
    tolerance = suite.gate.tolerance(of: .maxDrop, for: Arm(variant: candidate, model: model.name))
    cases = suite.comparedCases(candidate).filter { asked.contains($0.id) }
    casesByTool = cases.reduce(into: [:]) { counts, evalCase in
      for tool in evalCase.expectation(in: suite.control.name).firstGoldTools { counts[tool, default: 0] += 1 }
    }
  }

  static func all(_ plan: Plan, _ suite: Suite) -> [PlannedComparison] {
    plan.models.flatMap { model in plan.variants.dropFirst().map { PlannedComparison(plan, suite, $0, model) } }
  }
}

/// The drop that one planned comparison shows, and what would let it show its tolerance.
private struct DropSight {
  private let comparison: PlannedComparison
  private let repeats: Int
  private let tests: Int
  private let isAdaptive: Bool
  private let smallest: Double?

  /// More repeats than these are wasted where the cases themselves are too few (method 2.9).
  private static let mostRepeats = 10
  private static let usualRepeats = 5
  private static let mostCases = 1_000_000_000
  private static let wantedPower = 0.8

  init(_ comparison: PlannedComparison, _ plan: Plan, tests: Int) {
    self.comparison = comparison
    self.tests = tests
    repeats = plan.repeats
    isAdaptive = plan.isAdaptive
    smallest = TypicalDropPower(
      cases: comparison.cases.count, repeats: plan.repeats, tests: tests, isAnytime: plan.isAdaptive
    ).smallestDrop(power: Self.wantedPower)
  }

  /// A smaller drop than the tolerance is none that the gate would fail for.
  var drop: Double? { smallest.map { max($0, comparison.tolerance) } }

  var advice: PlanPower.Advice {
    let count = comparison.cases.count
    if shows(count, repeats) { return .enough }
    if let repeats = (2...Self.mostRepeats).first(where: { $0 > repeats && shows(count, $0) }) {
      return .repeats(repeats)
    }
    guard shows(Self.mostCases, Self.usualRepeats) else { return .never }
    var (low, high) = (count, Self.mostCases)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if shows(middle, Self.usualRepeats) { high = middle } else { low = middle }
    }
    return .cases(high, repeats: Self.usualRepeats)
  }

  /// Whether so many cases, each asked so often, show a drop as large as the tolerance, or the largest where that is smaller.
  private func shows(_ cases: Int, _ repeats: Int) -> Bool {
    let power = TypicalDropPower(cases: cases, repeats: repeats, tests: tests, isAnytime: isAdaptive)
    return power.smallestDrop(power: Self.wantedPower).map { $0 <= comparison.tolerance } ?? false
  }
}

/// What the strongest answers could say of a single tool.
private struct ToolSight {
  private let plan: Plan
  private let tests: Int

  /// - Parameter tests: tools of all comparisons that have a p, over which Holm is applied.
  init(_ plan: Plan, tests: Int) { (self.plan, self.tests) = (plan, tests) }

  func smallestP(cases: Int) -> Double {
    let raw =
      plan.isAdaptive
      ? McNemarEProcess(passToFail: cases * plan.repeats, failToPass: 0).pRegression
      : StratifiedExactTest.smallestAttainableP(
        controlRuns: plan.repeats, candidateRuns: plan.repeats, cases: cases)
    return raw * Double(max(1, tests))
  }
}

extension PlanPower.Advice {
  /// The advice that asks for most covers the others.
  fileprivate var cost: Int {
    switch self {
    case .onlyCases: 0
    case .enough: 1
    case .repeats(let repeats): 1 + repeats
    case .cases(let cases, _): 1_000 + cases
    case .never: .max
    }
  }
}
