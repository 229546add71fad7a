import EvalCore
import OrderedJSON
import Testing

@testable import History

@Suite struct PlanParametersTests {
  @Test func comeBackAsTheyWere() throws {
    let suite = try Samples.suite()
    let parameters = PlanParameters(Samples.plan(suite), of: suite)
    let read = try PlanParameters(stored: parameters.stored(StoredRedaction(nil)).utf8Bytes)
    #expect(read == parameters)
    #expect(read.seed == .max)
    #expect(read.caseIDs == ["case-0", "case-1"])
    #expect(read.sampling.temperature?.text == "0.70")
    #expect(read.sampling.extra["openai"]?["a"]?.compact == "1e2")
  }

  @Test func nameOnlyTheCasesThatWerePlanned() throws {
    var suite = try Samples.suite(cases: 3)
    suite.cases[1].todo = true
    let parameters = PlanParameters(Samples.plan(suite), of: suite)
    #expect(parameters.caseIDs == ["case-0", "case-2"] && parameters.unaskedIDs == ["case-1"])
    #expect(try PlanParameters(stored: parameters.stored(StoredRedaction(nil)).utf8Bytes) == parameters)
  }

  @Test func makeTheSamePlanAgain() throws {
    let suite = try Samples.suite()
    let plan = Samples.plan(suite)
    let stored = PlanParameters(plan, of: suite)
    let again = Plan(suite, models: stored.models, repeats: stored.repeats, seed: stored.seed)
    #expect(again.trials == plan.trials)
    #expect(stored.trialCount == plan.trials.count)
  }

  @Test func keepWhereTheControlCameFromAndHowThePlanWasAsked() throws {
    var suite = try Samples.suite()
    suite.variants.insert(Variant(name: "git:main", toolSet: suite.control.toolSet), at: 0)
    suite.broughtControl = "git:main"
    let plan = Plan(suite, models: Samples.models, repeats: 3, seed: .max, isAdaptive: true)
    let shard = PlanParameters.Shard(index: 2, count: 3)
    let parameters = PlanParameters(plan, of: suite, shard: shard)
    let read = try PlanParameters(stored: parameters.stored(StoredRedaction(nil)).utf8Bytes)
    #expect(read == parameters)
    #expect(read.control == "git:main")
    #expect(read.isAdaptive)
    #expect(read.shard == shard)
  }

  @Test func sayNothingOfItWhereTheirRowDoesNot() throws {
    let suite = try Samples.suite()
    let stored = PlanParameters(Samples.plan(suite), of: suite).stored(StoredRedaction(nil))
    for key in ["control", "adaptive", "shard", "unasked"] { #expect(stored[key] == nil) }
    let read = try PlanParameters(stored: stored.utf8Bytes)
    #expect(read.control == nil)
    #expect(!read.isAdaptive)
    #expect(read.shard == nil)
  }

  @Test(arguments: [
    (#""repeats":3"#, #""repeats":0"#, "a member 'repeats' that is not a positive integer"),
    (#""repeats":3"#, #""repeats":3,"shard":{"index":0,"of":2}"#, "a part 0 of 2"),
    (#""repeats":3"#, #""repeats":3,"shard":{"index":3,"of":2}"#, "a part 3 of 2"),
    (#""repeats":3"#, #""repeats":3,"adaptive":1"#, "a member 'adaptive' that is not a boolean"),
  ])
  func refuseWhatNoPlanCanBe(part: String, change: String, complaint: String) throws {
    let suite = try Samples.suite()
    let text = PlanParameters(Samples.plan(suite), of: suite).stored(StoredRedaction(nil)).compact
    let error = #expect(throws: DamagedRow.self) {
      try PlanParameters(stored: text.replacing(part, with: change).utf8)
    }
    #expect(error?.description == complaint)
  }
}
