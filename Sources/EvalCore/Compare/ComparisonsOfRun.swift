import Statistics

extension Comparison {
  /// Every variant against the control, model by model, in the order of the plan; then, where there is a baseline, every
  /// arm against its own there. None where there is nothing to compare with.
  package static func all(_ scored: ScoredRun, baseline: Baseline? = nil) -> [Comparison] {
    all(drafts(scored) + drafts(scored, against: baseline), scored.run.suite.gate)
  }

  /// Every arm of a run against a baseline, and nothing else.
  package static func all(_ scored: ScoredRun, against baseline: Baseline) -> [Comparison] {
    all(drafts(scored, against: baseline), scored.run.suite.gate)
  }

  private static func drafts(_ scored: ScoredRun) -> [ComparisonDraft] {
    let control = scored.run.suite.control.name
    return scored.scores.arms.filter { $0.variant != control }.compactMap { candidate in
      scored.scores[Arm(variant: control, model: candidate.model)].map {
        ComparisonDraft(control: scored.arm($0), candidate: scored.arm(candidate))
      }
    }
  }

  private static func drafts(_ scored: ScoredRun, against baseline: Baseline?) -> [ComparisonDraft] {
    guard let baseline else { return [] }
    return scored.scores.arms.compactMap { candidate in
      baseline.arm(for: candidate).map {
        ComparisonDraft(control: $0, candidate: scored.arm(candidate), baseline: baseline)
      }
    }
  }

  /// A regression must stand after Holm over all comparisons, and a tool's over all tools of all comparisons.
  private static func all(_ drafts: [ComparisonDraft], _ gate: GateRules) -> [Comparison] {
    let pValues = drafts.map { $0.difference?.drop.p }
    let toolPValues = drafts.flatMap { $0.tools.map(\.difference.drop.p) }
    let (adjusted, toolsAdjusted) = (holm(pValues), holm(toolPValues))
    let tests = (suite: pValues.count { $0 != nil }, tools: toolPValues.count { $0 != nil })
    var first = 0
    return zip(drafts, adjusted).map { draft, adjusted in
      let tools = Array(toolsAdjusted[first..<(first + draft.tools.count)])
      first += draft.tools.count
      return draft.comparison(adjusted: adjusted, toolsAdjusted: tools, tests: tests, gate)
    }
  }

  /// Holm over those that have a p.
  private static func holm(_ pValues: [Double?]) -> [Double?] {
    var adjusted = MultipleTesting.holm(pValues.compactMap(\.self))[...]
    return pValues.map { $0 == nil ? nil : adjusted.popFirst() }
  }
}
