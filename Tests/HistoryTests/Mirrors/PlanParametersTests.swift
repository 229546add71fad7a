import EvalCore
import OrderedJSON
import Testing

@testable import History

@Suite struct PlanParametersTests {
  @Test func comeBackAsTheyWere() throws {
    let suite = try Samples.suite()
    let parameters = PlanParameters(Samples.plan(suite), of: suite)
    let read = try PlanParameters(stored: parameters.stored(Redaction(nil)).utf8Bytes)
    #expect(read == parameters)
    #expect(read.seed == .max)
    #expect(read.caseIDs == ["case-0", "case-1"])
    #expect(read.sampling.temperature?.text == "0.70")
    #expect(read.sampling.extra["openai"]?["a"]?.compact == "1e2")
  }

  @Test func nameOnlyTheCasesThatWerePlanned() throws {
    var suite = try Samples.suite(cases: 3)
    suite.cases[1].todo = true
    #expect(PlanParameters(Samples.plan(suite), of: suite).caseIDs == ["case-0", "case-2"])
  }

  @Test func makeTheSamePlanAgain() throws {
    let suite = try Samples.suite()
    let plan = Samples.plan(suite)
    let stored = PlanParameters(plan, of: suite)
    let again = Plan(suite, models: stored.models, repeats: stored.repeats, seed: stored.seed)
    #expect(again.trials == plan.trials)
    #expect(stored.trialCount == plan.trials.count)
  }
}
