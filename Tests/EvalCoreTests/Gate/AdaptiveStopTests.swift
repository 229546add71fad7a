import EvalCore
import Foundation
import Testing

struct AdaptiveStopTests {
  private static func plan(_ suite: Suite, repeats: Int = 20) -> Plan {
    Plan(suite, models: [ModelCard(name: "m")], repeats: repeats, isAdaptive: true)
  }

  private static func record(_ suite: Suite) -> RunRecord {
    RunRecord(
      id: "0123456789ab", suiteName: suite.name, suitePath: suite.path, startedAt: Date(timeIntervalSince1970: 0),
      seed: 1, repeats: 20, toolsightVersion: "0", git: nil, conditions: "sha256:0")
  }

  /// Carries out the plan in its order, as the runner would with one trial at a time.
  private static func carryOut(
    cases: Int, variants: [String] = ["today", "rewrite"], right: (Trial) -> Bool
  ) -> (asked: [Trial], evaluation: Evaluation) {
    let suite = Made.suite(
      (0..<cases).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }, variants: variants)
    let plan = plan(suite)
    let stop = AdaptiveStop(record(suite), suite, plan)
    var transcripts: [Transcript] = []
    for trial in plan.trials where !stop.isSpared(trial) {
      let transcript = Made.transcript([[Made.call(right(trial) ? "a" : "e")]], trial: trial)
      transcripts.append(transcript)
      stop.note(transcript)
    }
    var gated = suite
    gated.gate.maxDrop = 0.05
    let run = Run(record: record(suite), suite: gated, plan: plan, transcripts: transcripts)
    return (transcripts.map(\.trial), Evaluation(run))
  }

  @Test func theRoundsComeOneAfterTheOther() {
    let plan = Self.plan(Made.suite((0..<4).map { Made.evalCase("\($0)", Made.alternative(["a"])) }), repeats: 3)
    #expect(plan.trials.map(\.repeat) == plan.trials.map(\.repeat).sorted() && plan.trials.count == 24)
  }

  /// Seven pairs that all break are enough (E = 31.88 ≥ 20), six are not (18.14).
  @Test(arguments: [(7, 1), (6, 2)]) func aCertainDropEndsTheRunEarly(broken: Int, rounds: Int) {
    let (asked, evaluation) = Self.carryOut(cases: 10) { trial in
      trial.variant == "today" || Int(trial.caseID.dropFirst(5))! >= broken
    }
    #expect(asked.map(\.repeat).max() == rounds && asked.count == 20 * rounds)
    #expect(evaluation.gate.outcome == .fail && evaluation.comparisons[0].verdict == .fail)
    #expect(evaluation.scores.arms.allSatisfy { $0.missing == 0 } && evaluation.gate.unmeasured.isEmpty)
    #expect(evaluation.comparisons[0].pRegression! <= 0.05)
  }

  @Test func passingTakesAllRepeats() {
    let (asked, evaluation) = Self.carryOut(cases: 20) { _ in true }
    #expect(asked.count == 20 * 2 * 20 && evaluation.gate.outcome == .pass)
    #expect(evaluation.comparisons[0].pRegression == 1)
  }

  @Test func onlyTheDecidedVariantStops() {
    let (asked, _) = Self.carryOut(cases: 20, variants: ["today", "good", "bad"]) { $0.variant != "bad" }
    #expect(asked.count { $0.variant == "bad" } == 20)
    #expect(asked.count { $0.variant == "good" } == 400 && asked.count { $0.variant == "today" } == 400)
  }
}
