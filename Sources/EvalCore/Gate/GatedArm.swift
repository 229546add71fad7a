import OrderedJSON
import Statistics

/// The scored trials of one arm that the gate looks at, case by case; quarantined cases and expected failures are not among them.
struct GatedArm {
  let score: ArmScore
  private let suite: Suite
  private let trials: [JudgedTrial]
  /// The places of a case in ``suite`` and of its trials in ``trials``.
  private let places: [(evalCase: Int, trials: [Int])]

  var arm: Plan.Arm { Plan.Arm(variant: score.variant, model: score.model) }

  private init(_ score: ArmScore, _ suite: Suite, _ trials: [JudgedTrial], _ placesByCase: [String: [Int]]) {
    self.score = score
    self.suite = suite
    self.trials = trials
    places = suite.cases.enumerated().compactMap { place, asked in
      guard asked.countsInGate, let trials = placesByCase[asked.id] else { return nil }
      return (place, trials)
    }
  }

  /// All arms of the scores, in their order.
  static func all(_ scored: ScoredRun) -> [GatedArm] {
    scored.scores.arms.map { GatedArm($0, scored.run.suite, scored.scores.trials, scored.arm($0).places) }
  }

  /// The cases that are marked as failing, where they were asked.
  var expectedFailures: [CaseTally] {
    let marked = Set(suite.cases.filter { $0.expectedFail && $0.quarantine == nil }.map(\.id))
    return marked.isEmpty ? [] : score.perCase.filter { marked.contains($0.caseID) }
  }

  /// Right trials of all cases.
  var accuracy: RateRule.Rate? {
    rate(worst: .least) { _ in
      true
    } isCounted: {
      trials[$0].isCorrect(score.judge)
    }
  }

  /// Of the cases that expect no call: trials with one.
  var falseCallRate: RateRule.Rate? {
    rate(worst: .most) {
      expectation($0).demand == .none
    } isCounted: {
      trials[$0].madeCall
    }
  }

  /// Of the cases that expect a call: trials without one.
  var missedCallRate: RateRule.Rate? {
    rate(worst: .most) {
      expectation($0).demand == .call
    } isCounted: {
      !trials[$0].madeCall
    }
  }

  private func expectation(_ asked: EvalCase) -> CaseExpectation { asked.expectation(in: score.variant) }

  /// - Parameter worst: which of the bounds the worst answers would break, every trial counted or none.
  private func rate(
    worst bound: RateRule.Bound, _ isConcerned: (EvalCase) -> Bool, isCounted: (Int) -> Bool
  ) -> RateRule.Rate? {
    let concerned = places.filter { isConcerned(suite.cases[$0.evalCase]) }
    let counts = concerned.map { asked in
      Counts(successes: asked.trials.count(where: isCounted), runs: asked.trials.count)
    }
    let worst = counts.map { Counts(successes: bound == .most ? $0.runs : 0, runs: $0.runs) }
    return rate(counts, worst: worst, weights: concerned.map { suite.cases[$0.evalCase].weight })
  }

  private func rate(_ counts: [Counts], worst: [Counts], weights: [Double]? = nil) -> RateRule.Rate? {
    guard let rate = SuiteRate(counts, weights: weights), let worst = SuiteRate(worst, weights: weights) else {
      return nil
    }
    let error = score.exact ? nil : rate.standardError
    return RateRule.Rate(
      value: rate.estimate, interval: error.flatMap { _ in rate.interval(level: RateRule.level) }, standardError: error,
      basis: rate.cases.counted("case"),
      worst: (
        worst.estimate, error.flatMap { _ in worst.interval(level: RateRule.level) },
        error.flatMap { _ in worst.standardError }
      ))
  }

  private func rate(_ runs: [[SuiteRatio.Run]], _ basis: (SuiteRatio) -> String) -> RateRule.Rate? {
    let none = runs.map { $0.map { SuiteRatio.Run(hits: 0, calls: $0.calls) } }
    guard let ratio = SuiteRatio(runs), let worst = SuiteRatio(none) else { return nil }
    let error = score.exact ? nil : ratio.standardError
    return RateRule.Rate(
      value: ratio.estimate, interval: error.flatMap { _ in ratio.interval(level: RateRule.level) },
      standardError: error, basis: basis(ratio),
      worst: (
        worst.estimate, error.flatMap { _ in worst.interval(level: RateRule.level) },
        error.flatMap { _ in worst.standardError }
      ))
  }

  /// Expected calls of the tool that were made, over the cases whose gold has it.
  func recall(of tool: String) -> RateRule.Rate? {
    let runs = runs { trial in
      trial.confusion.reduce(into: (0, 0)) { sum, cell in
        guard cell.gold == tool else { return }
        sum.1 += cell.weight
        if cell.predicted == tool { sum.0 += cell.weight }
      }
    }
    let basis = runs.count.counted("case")
    if let rate = rate(runs, { _ in basis }) { return rate }
    let counts = runs.map { runs in Counts(successes: runs.count { $0.hits == $0.calls }, runs: runs.count) }
    return rate(counts, worst: counts.map { Counts(successes: 0, runs: $0.runs) })
  }

  /// Right calls of the tool among all its calls; nil below three.
  func precision(of tool: String) -> RateRule.Rate? {
    let runs = runs { trial in
      trial.calls.reduce(into: (0, 0)) { sum, call in
        guard call.tool == tool, call.role == .required || call.role == .extra else { return }
        sum.1 += 1
        if call.role == .required { sum.0 += 1 }
      }
    }
    return rate(runs) { "\(Int($0.calls)) calls" }
  }

  /// What each trial adds, for the cases where some trial adds anything.
  private func runs(_ counted: (JudgedTrial) -> (hits: Double, calls: Double)) -> [[SuiteRatio.Run]] {
    places.map { $0.trials.map { counted(trials[$0]) }.map { SuiteRatio.Run(hits: $0.hits, calls: $0.calls) } }
      .filter { runs in runs.contains { $0.calls > 0 } }
  }

  /// Whether some scored case forbids calls of a tool, or of any.
  func forbids(_ tool: String? = nil) -> Bool {
    places.contains { asked in suite.cases[asked.evalCase].forbid.contains { tool == nil || $0.control == tool } }
  }

  /// Calls that their cases forbid, of one tool or of all.
  func forbiddenCalls(of tool: String? = nil) -> Int {
    places.reduce(0) { sum, asked in
      sum
        + asked.trials.reduce(0) { $0 + trials[$1].calls.count { $0.isForbidden && (tool == nil || $0.tool == tool) } }
    }
  }
}
