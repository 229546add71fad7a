import EvalCore
import OrderedJSON
import Testing

@testable import Reports

@Suite struct BrokenCaseTests {
  private func evaluation(
    _ flips: [Comparison.Flip], exact: Bool = false, of paired: Int = 10, gate: [RuleOutcome] = [],
    edit: @escaping (inout EvalCase) -> Void = { _ in }
  ) -> Evaluation {
    let forbidden = SampleAnswer.wrong(.forbiddenTool, "'drop' is forbidden", calls: [("drop", [:])])
    let cases = ["a", "b", "c", "d"].map { id in
      SampleCase(
        id, "Find \(id).", line: 1, gold: [("search", [:])], answers: id == "d" ? ["rewrite": [forbidden]] : [:],
        edit: edit)
    }
    let comparison = Comparison(
      arm: Arm(variant: "rewrite", model: TrackerSample.hosted.name),
      control: "today",
      isDeterministic: exact,
      difference: Difference(
        delta: -0.1, low: -0.2, high: 0, drop: exact ? .fact : .untested,
        gain: exact ? .fact : .untested),
      tolerance: 0.05,
      cases: .init(paired: paired),
      changes: .init(
        flips: flips),
      verdict: .pass)
    return SampleEvaluation(
      cases: cases, models: [TrackerSample.hosted], repeats: 1, comparisons: [comparison],
      gate: GateOutcome(outcome: .fail, rules: gate, unmeasured: [])
    ).evaluation.forbidding("drop")
  }

  private func ids(_ evaluation: Evaluation) -> [String] { BrokenCase.all(evaluation).map(\.caseID) }

  @Test func everyDropOfADeterministicModelIsAFact() {
    let flips: [Comparison.Flip] = [
      .init(caseID: "a", control: 0, candidate: 1, evidence: .fact),
      .init(caseID: "b", control: 1, candidate: 0, evidence: .fact),
    ]
    #expect(ids(evaluation(flips, exact: true)) == ["b"])
  }

  @Test(arguments: [([0.1, 0.9], ["a"]), ([0.11, 0.2], []), ([0.02, 0.1], ["a", "b"])] as [([Double], [String])])
  func noiseIsNoRegression(adjusted: [Double], broken: [String]) {
    let flips = zip(["a", "b"], adjusted).map {
      Comparison.Flip(caseID: $0, control: 1, candidate: 0.2, evidence: .tested(p: 0.01, adjusted: $1))
    }
    #expect(ids(evaluation(flips)) == broken)
  }

  @Test func theLargestDropStandsFirst() {
    let flips: [Comparison.Flip] = [
      .init(caseID: "a", control: 1, candidate: 0.5, evidence: .fact),
      .init(caseID: "b", control: 1, candidate: 0, evidence: .fact),
      .init(caseID: "c", control: 0.6, candidate: 0, evidence: .fact),
    ]
    #expect(ids(evaluation(flips, exact: true)) == ["b", "c", "a"])
  }

  @Test(
    arguments: [
      (nil, ["d"]), ("drop", ["d"]), ("keep", []),
    ] as [(String?, [String])])
  func whatTheGateForbidsIsBroken(tool: String?, broken: [String]) {
    let failed = RuleOutcome(
      .maxForbiddenCalls, .arm(Arm(variant: "rewrite", model: TrackerSample.hosted.name)), tool: tool, .fail,
      threshold: 0, value: 1,
      evidence: .forbiddenCalls(isForbidden: true))
    #expect(ids(evaluation([], gate: [failed])) == broken)
  }

  @Test func quarantinedAndKnownFailuresAreExempt() {
    let flips = [Comparison.Flip(caseID: "b", control: 1, candidate: 0, evidence: .fact)]
    #expect(ids(evaluation(flips, exact: true) { $0.expectedFail = true }).isEmpty)
    #expect(
      ids(evaluation(flips, exact: true) { $0.quarantine = Quarantine(until: "2030-01-01", reason: "flaky") }).isEmpty)
  }
}

extension Evaluation {
  /// The same with every call of a tool judged as forbidden.
  fileprivate func forbidding(_ tool: String) -> Evaluation {
    let trials = scores.trials.map { trial in
      let calls = trial.calls.map { call in
        JudgedCall(
          turn: call.turn, tool: call.tool, call: call.call, matched: call.matched, mismatches: [],
          isForbidden: call.tool == tool)
      }
      return JudgedTrial(
        transcript: trial.transcript, outcome: trial.outcome, reasons: trial.reasons, calls: calls,
        nameExact: trial.nameExact, fullExact: trial.fullExact, argumentScore: trial.argumentScore,
        alternative: trial.alternative, goldIsNone: trial.goldIsNone, confusion: trial.confusion)
    }
    return Evaluation(
      run: run, scores: Scores(trials: trials, arms: scores.arms), comparisons: comparisons, gate: gate,
      isStrict: isStrict)
  }
}
