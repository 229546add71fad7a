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
      scored.scores.arm(control, candidate.model).map {
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
    let adjusted = holm(drafts.map { $0.difference?.pRegression })
    let toolsAdjusted = holm(drafts.flatMap { $0.tools.map(\.difference.pRegression) })
    var first = 0
    return zip(drafts, adjusted).map { draft, adjusted in
      let tools = Array(toolsAdjusted[first..<(first + draft.tools.count)])
      first += draft.tools.count
      return draft.comparison(adjusted: adjusted, toolsAdjusted: tools, gate)
    }
  }

  /// Holm over those that have a p.
  private static func holm(_ pValues: [Double?]) -> [Double?] {
    var adjusted = MultipleTesting.holm(pValues.compactMap(\.self))[...]
    return pValues.map { $0 == nil ? nil : adjusted.popFirst() }
  }
}

extension GateRules {
  /// The rules of one arm: what the variant says, else the model, else the suite.
  func rules(variant: String, model: String) -> Overrides {
    let (own, models) = (variants[variant], self.models[model])
    var rules = Overrides()
    rules.maxDrop = own?.maxDrop ?? models?.maxDrop ?? maxDrop
    rules.minAccuracy = own?.minAccuracy ?? models?.minAccuracy ?? minAccuracy
    rules.maxFalseCallRate = own?.maxFalseCallRate ?? models?.maxFalseCallRate ?? maxFalseCallRate
    rules.maxMissedCallRate = own?.maxMissedCallRate ?? models?.maxMissedCallRate ?? maxMissedCallRate
    rules.maxCatalogTokens = own?.maxCatalogTokens ?? models?.maxCatalogTokens ?? maxCatalogTokens
    return rules
  }
}
