/// What a comparison looks up in one arm.
extension ScoredArm {
  /// The cases that the run was to ask of this arm or another, in the suite's order.
  var plannedCases: [EvalCase] {
    let planned = scored.plannedCases
    return suite.cases.filter { planned.contains($0.id) }
  }

  /// The confusion over some cases only.
  func confusion(over cases: [String]) -> Confusion {
    var tallies = ToolTallies(tools: suite.control.toolSet.tools.map(\.name))
    let places = places
    for id in cases { tallies.add(places[id] ?? [], of: scored.scores.trials) }
    return tallies.confusion
  }

  /// By case and repeat, whether the scored trials are right.
  fileprivate var outcomes: [String: [Int: Bool]] {
    let trials = scored.scores.trials
    return places.mapValues { places in
      Dictionary(
        places.map { (trials[$0].trial.repeat, trials[$0].isCorrect(score.judge)) }, uniquingKeysWith: { $1 })
    }
  }

  /// As the endpoint counted them; nil where it never did.
  fileprivate var meanInputTokens: Double? {
    let answered = score.outcomes.reduce(0) { $0 + ($1.outcome.isScored ? $1.trials : 0) }
    guard let tokens = score.usage.inputTokens, answered > 0 else { return nil }
    return Double(tokens) / Double(answered)
  }
}

extension ScoredRun {
  fileprivate var plannedCases: Set<String> { Set(run.plan.trials.map(\.caseID)) }
}

extension ArmScore {
  var talliesByCase: [String: CaseTally] {
    Dictionary(perCase.map { ($0.caseID, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Comparison.TokenChange {
  init(from control: ScoredArm, to candidate: ScoredArm) {
    self.init(
      catalog: .init(control: control.score.catalogTokens, candidate: candidate.score.catalogTokens),
      input: .init(control: control.meanInputTokens, candidate: candidate.meanInputTokens))
  }
}

extension CasePair {
  /// By case, its repeats in both arms.
  static func rounds(_ control: ScoredArm, _ candidate: ScoredArm) -> [String: [Round?]] {
    let before = control.outcomes
    return candidate.outcomes.reduce(into: [:]) { rounds, entry in
      let (id, after) = entry
      guard let last = after.keys.max(), let before = before[id] else { return }
      rounds[id] = (1...last).map { number in
        guard let right = after[number], let wasRight = before[number] else { return nil }
        return Round(control: wasRight, candidate: right)
      }
    }
  }
}
