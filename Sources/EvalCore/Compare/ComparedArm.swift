import OrderedJSON

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
    let trialIndices = trialIndices
    for id in cases { tallies.add(trialIndices[id] ?? [], of: scored.scores.trials) }
    return tallies.confusion
  }

  /// By case and repeat, whether the scored trials are right.
  fileprivate var outcomes: [String: [Int: Bool]] {
    let trials = scored.scores.trials
    return trialIndices.mapValues { trialIndices in
      Dictionary(
        trialIndices.map { (trials[$0].trial.repeat, trials[$0].isCorrect(score.strictness)) }, uniquingKeysWith: { $1 }
      )
    }
  }

  /// By case, the mean of its answered trials as the endpoint counted them; without those where it never did.
  fileprivate var meanInputTokens: [String: Double] {
    let trials = scored.scores.trials
    return trialIndices.compactMapValues { trialIndices in
      let counts = trialIndices.compactMap { trials[$0].transcript.usage.inputTokens }
      return counts.isEmpty ? nil : counts.reduce(0) { $0 + Double($1) } / Double(counts.count)
    }
  }
}

extension ScoredRun {
  fileprivate var plannedCases: Set<String> { Set(run.plan.trials.map(\.caseID)) }
}

extension Comparison.TokenChange {
  /// - Parameter cases: the paired ones; others would show which questions were asked, and not what they cost.
  init(from control: ScoredArm, to candidate: ScoredArm, over cases: [String]) {
    self.init(
      catalog: .init(
        control: control.score.consumption.catalogTokens, candidate: candidate.score.consumption.catalogTokens),
      input: Self.input(from: control, to: candidate, over: cases))
  }

  private static func input(
    from control: ScoredArm, to candidate: ScoredArm, over cases: [String]
  ) -> Comparison.Change<Double?> {
    let (before, after) = (control.meanInputTokens, candidate.meanInputTokens)
    let counted = cases.filter { before[$0] != nil && after[$0] != nil }
    guard control.score.isMeasured, candidate.score.isMeasured, !counted.isEmpty else {
      return .init(control: nil, candidate: nil)
    }
    let mean = { (tokens: [String: Double]) in counted.reduce(0) { $0 + tokens[$1]! } / Double(counted.count) }
    return .init(control: mean(before), candidate: mean(after))
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
