import EvalCore
import OrderedJSON
import Testing

@testable import History

@Suite struct PlannedTrialsTests {
  /// 2 cases × 2 variants × (3 + 1) repeats of two models, with some of its members changed.
  private static func plan(_ changes: JSONObject = [:]) throws -> PlanParameters {
    let suite = try Samples.suite()
    var stored = try #require(PlanParameters(Samples.plan(suite), of: suite).stored(StoredRedaction(nil)).objectValue)
    for (key, value) in changes { stored[key] = value }
    return try PlanParameters(stored: JSON.object(stored))
  }

  @Test func takesEveryTrialOfThePlanOnce() throws {
    let plan = Samples.plan(try Samples.suite())
    var planned = try PlannedTrials(Self.plan())
    for trial in plan.trials { try planned.admit(trial) }
    for trial in plan.trials {
      let error = #expect(throws: DamagedRow.self) { try planned.admit(trial) }
      #expect(error?.description == "trial \(trial.number) again")
    }
  }

  @Test(arguments: [
    (Trial(number: 0, caseID: "case-2", variant: "today", model: "lexical", repeat: 1), "trial 0 of the case 'case-2'"),
    (Trial(number: 0, caseID: "case-0", variant: "x", model: "lexical", repeat: 1), "trial 0 of the variant 'x'"),
    (Trial(number: 0, caseID: "case-0", variant: "bare", model: "x", repeat: 1), "trial 0 of the model 'x'"),
    (
      Trial(number: 9, caseID: "case-0", variant: "bare", model: "lexical", repeat: 2),
      "trial 9, which is repeat 2 of 1"
    ),
    (
      Trial(number: .max, caseID: "case-0", variant: "bare", model: "openai:gpt-5-mini", repeat: 4),
      "trial 9223372036854775807, which is repeat 4 of 3"
    ),
    (
      Trial(number: 0, caseID: "case-0", variant: "bare", model: "lexical", repeat: .min),
      "trial 0, which is repeat -9223372036854775808 of 1"
    ),
  ])
  func refusesATrialOfAnotherRun(trial: Trial, complaint: String) throws {
    var planned = try PlannedTrials(Self.plan())
    let error = #expect(throws: DamagedRow.self) { try planned.admit(trial) }
    #expect(error?.description == complaint)
  }

  @Test(
    arguments: [
      (["trials": 17], "a plan of 17 trials where its cases, variants and models make 16"),
      (["trials": -1], "a plan of −1 trials where its cases, variants and models make 16"),
      (["repeats": 300_000], "a plan of more than 1000000 trials"),
      (["repeats": 9_223_372_036_854_775_807], "a plan of more than 1000000 trials"),
      (["variants": ["today", "today"]], "a plan with a case, a variant or a model twice"),
      (["cases": ["case-0", "case-0"]], "a plan with a case, a variant or a model twice"),
    ] as [(JSONObject, String)])
  func refusesAPlanThatNobodyCouldCarryOut(changes: JSONObject, complaint: String) throws {
    let plan = try Self.plan(changes)
    let error = #expect(throws: DamagedRow.self) { _ = try PlannedTrials(plan) }
    #expect(error?.description == complaint)
  }
}
