import Statistics

/// A comparison before what it needs of the run's other comparisons is known.
struct ComparisonDraft {
  let control: ArmScore
  let candidate: ArmScore
  let pairs: [CasePair]
  let skipped: [String]
  let difference: Difference?
  let tools: [(tool: String, cases: Int, difference: Difference)]
  private let edited: Set<String>
  private let moved: [Comparison.MovedShare]

  /// What is tolerated where the suite does not say (`method.md` 2.6); no rule of the gate.
  private static let defaultMargin = 0.05

  /// - Parameter planned: the cases that the run was to ask.
  init(control: ArmScore, candidate: ArmScore, _ suite: Suite, planned: Set<String>, _ trials: TrialsByArm) {
    self.control = control
    self.candidate = candidate
    (pairs, skipped) = Self.paired(control, candidate, suite.cases.filter { planned.contains($0.id) })
    let isExact = control.exact && candidate.exact
    difference = Difference(pairs, isExact: isExact)
    tools = Self.byTool(pairs, suite).compactMap { tool, pairs in
      Difference(pairs, isExact: isExact).map { (tool, pairs.count, $0) }
    }
    edited = suite.variant(candidate.variant)?.edited ?? []
    let cases = pairs.map(\.evalCase.id)
    moved = Comparison.MovedShare.all(from: trials.confusion(control, cases), to: trials.confusion(candidate, cases))
  }

  private static func paired(
    _ control: ArmScore, _ candidate: ArmScore, _ cases: [EvalCase]
  ) -> (pairs: [CasePair], skipped: [String]) {
    let before = control.talliesByCase
    let after = candidate.talliesByCase
    var pairs: [CasePair] = []
    var skipped: [String] = []
    for asked in cases {
      if asked.quarantine == nil, let before = before[asked.id], let after = after[asked.id] {
        pairs.append(CasePair(evalCase: asked, control: before, candidate: after))
      } else {
        skipped.append(asked.id)
      }
    }
    return (pairs, skipped)
  }

  /// Under each tool of the control the pairs whose gold has it, in the control's order of tools.
  private static func byTool(_ pairs: [CasePair], _ suite: Suite) -> [(String, [CasePair])] {
    var byTool: [String: [CasePair]] = [:]
    for pair in pairs {
      let expectation = pair.evalCase.expectIn[suite.control.name] ?? pair.evalCase.expectation
      for tool in expectation.goldTools { byTool[tool, default: []].append(pair) }
    }
    let listed = suite.control.toolSet.tools.map(\.name)
    let others = Set(byTool.keys).subtracting(listed).sorted()
    return (listed + others).compactMap { tool in byTool.removeValue(forKey: tool).map { (tool, $0) } }
  }

  /// - Parameters:
  ///   - adjusted: the drop's p by Holm over all comparisons.
  ///   - toolsAdjusted: the same for ``tools``, over all tools of all comparisons.
  func comparison(adjusted: Double?, toolsAdjusted: [Double?], _ gate: GateRules) -> Comparison {
    let margin = gate.rules(variant: candidate.variant, model: candidate.model).maxDrop ?? Self.defaultMargin
    let isExact = control.exact && candidate.exact
    return Comparison(
      control: control.variant, candidate: candidate.variant, model: candidate.model,
      scope: difference?.scope ?? .suite,
      level: Difference.level, delta: difference?.delta, low: difference?.low, high: difference?.high, exact: isExact,
      pRegression: difference?.pRegression, pImprovement: difference?.pImprovement, adjusted: adjusted, margin: margin,
      detectable: difference?.detectable, paired: pairs.count, skipped: skipped,
      flips: Comparison.Flip.all(pairs, isExact: isExact), tools: toolChanges(toolsAdjusted), moved: moved,
      verdict: difference?.verdict(margin: margin, adjusted: adjusted) ?? .notApplicable)
  }

  private func toolChanges(_ adjusted: [Double?]) -> [Comparison.ToolChange] {
    zip(tools, adjusted).map { tool, adjusted in
      Comparison.ToolChange(
        tool: tool.tool, cases: tool.cases, delta: tool.difference.delta, low: tool.difference.low,
        high: tool.difference.high, p: tool.difference.pRegression, adjusted: adjusted,
        edited: edited.contains(tool.tool))
    }
  }
}

extension Difference {
  /// The level of every test of the gate.
  static let alpha = 0.05

  /// `method.md` 2.6, and 00.6 for a difference that is a fact.
  func verdict(margin: Double, adjusted: Double?) -> Verdict {
    guard pRegression != nil else { return delta.reaches(-margin) ? .pass : .fail }
    let verdict = MarginVerdict(
      estimate: delta, interval: Interval(low: low, high: high, level: Self.level), margin: margin,
      dropIsSignificant: (adjusted ?? 1) <= Self.alpha)
    return switch verdict.outcome {
    case .pass: .pass
    case .fail: .fail
    case .inconclusive: .inconclusive
    }
  }
}

extension Double {
  /// At least `threshold`, where shares that are equal on paper may differ in their last bits.
  func reaches(_ threshold: Double) -> Bool { self >= threshold - 1e-9 }
}

extension ArmScore {
  var talliesByCase: [String: CaseTally] {
    Dictionary(perCase.map { ($0.caseID, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension CaseExpectation {
  /// The control's names of all tools that some alternative requires, in the author's order.
  var goldTools: [String] {
    var seen: Set<String> = []
    return alternatives.flatMap(\.required).flatMap(\.patterns).map(\.control).filter { seen.insert($0).inserted }
  }
}
