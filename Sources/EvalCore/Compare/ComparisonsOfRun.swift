import Statistics

extension Comparison {
  /// Every variant against the control, model by model, in the order of the plan; none where the control was not asked.
  package static func all(_ scores: Scores, _ run: Run) -> [Comparison] {
    guard scores.arms.contains(where: { $0.variant != run.suite.control.name }) else { return [] }
    let trials = TrialsByArm(scores, run.suite)
    let planned = Set(run.plan.trials.map(\.caseID))
    let drafts = scores.arms.filter { $0.variant != run.suite.control.name }.compactMap { candidate in
      scores.arm(run.suite.control.name, candidate.model).map {
        ComparisonDraft(control: $0, candidate: candidate, run.suite, planned: planned, trials)
      }
    }
    let adjusted = holm(drafts.map { $0.difference?.pRegression })
    let toolsAdjusted = holm(drafts.flatMap { $0.tools.map(\.difference.pRegression) })
    var first = 0
    return zip(drafts, adjusted).map { draft, adjusted in
      let tools = Array(toolsAdjusted[first..<(first + draft.tools.count)])
      first += draft.tools.count
      return draft.comparison(adjusted: adjusted, toolsAdjusted: tools, run.suite.gate)
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
