import OrderedJSON
import Statistics

/// The scored trials of one arm that the gate looks at, case by case; quarantined cases and expected failures are not among them.
struct GatedArm {
  let score: ArmScore
  private let suite: Suite
  let trials: [JudgedTrial]
  /// By index, a case in ``suite`` and its trials in ``trials``.
  private let asked: [(evalCase: Int, trials: [Int])]

  private init(_ score: ArmScore, _ suite: Suite, _ trials: [JudgedTrial], _ trialsByCase: [String: [Int]]) {
    self.score = score
    self.suite = suite
    self.trials = trials
    asked = suite.cases.enumerated().compactMap { index, asked in
      guard asked.countsInGate, let trials = trialsByCase[asked.id] else { return nil }
      return (index, trials)
    }
  }

  /// All arms of the scores, in their order.
  static func all(_ scored: ScoredRun) -> [GatedArm] {
    scored.scores.arms.map { GatedArm($0, scored.run.suite, scored.scores.trials, scored.arm($0).trialIndices) }
  }

  /// The cases that are marked as failing, where they were asked.
  var expectedFailures: [CaseTally] {
    let marked = Set(suite.cases.filter { $0.expectedFail && $0.quarantine == nil }.map(\.id))
    return marked.isEmpty ? [] : score.tables.perCase.filter { marked.contains($0.caseID) }
  }

  /// A share of trials over some cases; nil where there is none.
  ///
  /// - Parameters:
  ///   - bound: which way the worst answers lie, every trial counted or none.
  ///   - isConcerned: whether a case with this expectation is looked at.
  ///   - isCounted: by index in ``trials``.
  func share(
    _ bound: GateRule.Bound, of isConcerned: (CaseExpectation) -> Bool, isCounted: (Int) -> Bool
  ) -> BoundedRate.Rate? {
    let concerned = asked.filter { isConcerned(suite.cases[$0.evalCase].expectation(in: score.variant)) }
    let counts = concerned.map { asked in
      Counts(successes: asked.trials.count(where: isCounted), runs: asked.trials.count)
    }
    let worst = counts.map { Counts(successes: bound == .most ? $0.runs : 0, runs: $0.runs) }
    return share(counts, worst: worst, weights: concerned.map { suite.cases[$0.evalCase].weight })
  }

  private func share(_ counts: [Counts], worst: [Counts], weights: [Double]? = nil) -> BoundedRate.Rate? {
    guard let rate = SuiteRate(counts, weights: weights), let worst = SuiteRate(worst, weights: weights) else {
      return nil
    }
    return BoundedRate.Rate(
      figures: figures(rate.estimate, rate.standardError) { rate.interval(level: Levels.gateInterval) },
      basis: .cases(rate.cases),
      worst: figures(worst.estimate, worst.standardError) { worst.interval(level: Levels.gateInterval) })
  }

  /// Hits among calls, case by case; nil where ``SuiteRatio`` knows none.
  ///
  /// - Parameters:
  ///   - counted: what a trial adds.
  ///   - basis: from the number of cases with a call, and of calls.
  func ratio(
    _ counted: (JudgedTrial) -> (hits: Double, calls: Double), basis: (Int, Double) -> RuleEvidence.Counted
  ) -> BoundedRate.Rate? {
    let runs = runs(counted)
    let none = runs.map { $0.map { SuiteRatio.Run(hits: 0, calls: $0.calls) } }
    guard let ratio = SuiteRatio(runs), let worst = SuiteRatio(none) else { return nil }
    return BoundedRate.Rate(
      figures: figures(ratio.estimate, ratio.standardError) { ratio.interval(level: Levels.gateInterval) },
      basis: basis(runs.count, ratio.calls),
      worst: figures(worst.estimate, worst.standardError) { worst.interval(level: Levels.gateInterval) })
  }

  /// The share of trials that hit with every call, of the cases with a call.
  func shareOfWholeTrials(_ counted: (JudgedTrial) -> (hits: Double, calls: Double)) -> BoundedRate.Rate? {
    let counts = runs(counted).map { runs in Counts(successes: runs.count { $0.hits == $0.calls }, runs: runs.count) }
    return share(counts, worst: counts.map { Counts(successes: 0, runs: $0.runs) })
  }

  /// Without an interval for a deterministic model: a fact about these cases.
  private func figures(_ value: Double, _ error: Double?, _ interval: () -> Interval?) -> BoundedRate.Figures {
    let error = score.isDeterministic ? nil : error
    return BoundedRate.Figures(value: value, interval: error == nil ? nil : interval(), standardError: error)
  }

  /// What each trial adds, for the cases where some trial adds anything.
  private func runs(_ counted: (JudgedTrial) -> (hits: Double, calls: Double)) -> [[SuiteRatio.Run]] {
    asked.map { $0.trials.map { counted(trials[$0]) }.map { SuiteRatio.Run(hits: $0.hits, calls: $0.calls) } }
      .filter { runs in runs.contains { $0.calls > 0 } }
  }

  /// Whether some scored case forbids calls of a tool, or of any.
  func forbids(_ tool: String? = nil) -> Bool {
    asked.contains { asked in suite.cases[asked.evalCase].forbid.contains { tool == nil || $0.control == tool } }
  }

  /// Calls that their cases forbid, of one tool or of all.
  func forbiddenCalls(of tool: String? = nil) -> Int {
    asked.reduce(0) { sum, asked in
      sum
        + asked.trials.reduce(0) { $0 + trials[$1].calls.count { $0.isForbidden && (tool == nil || $0.tool == tool) } }
    }
  }
}
