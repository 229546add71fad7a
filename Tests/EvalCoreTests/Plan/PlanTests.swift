import EvalCore
import TestSupport
import Testing

struct PlanTests {
  private static let models = [ModelCard(name: "m"), ModelCard(name: "n")]

  private static func plan(_ suite: Suite, repeats: Int? = nil, seed: UInt64 = 1, isAdaptive: Bool = false) -> Plan {
    Plan(suite, models: models, repeats: repeats, seed: seed, isAdaptive: isAdaptive)
  }

  @Test func everyCellIsPlannedOnce() {
    let plan = Self.plan(Made.suite(Made.cases(3)), repeats: 2)
    #expect(plan.trials.count == 3 * 2 * 2 * 2 && Set(plan.trials).count == plan.trials.count)
    #expect(plan.trials.map(\.number).sorted() == Array(0..<24) && Set(plan.trials.map(\.repeat)) == [1, 2])
  }

  @Test func theSuitesRepeatsHoldWhereNobodySaysOtherwise() {
    var suite = Made.suite(Made.cases(1), variants: ["today"])
    suite.repeats = 3
    #expect(Self.plan(suite).repeats == 3 && Self.plan(suite).trials.count == 6)
    #expect(Self.plan(suite, repeats: 1).trials.count == 2)
  }

  @Test func whatIsToDoOrSkippedIsNotPlanned() {
    var suite = Made.suite(Made.cases(3))
    suite.cases[0].todo = true
    suite.cases[1].skipIn["rewrite"] = "gone"
    let plan = Self.plan(suite)
    #expect(Set(plan.trials.map(\.caseID)) == ["case-1", "case-2"])
    #expect(Set(plan.trials.filter { $0.caseID == "case-1" }.map(\.variant)) == ["today"])
  }

  @Test func aDeterministicModelIsAskedOnce() {
    let models = [ModelCard(name: "m"), ModelCard(name: "fact", isDeterministic: true)]
    let plan = Plan(Made.suite(Made.cases(2)), models: models, repeats: 5)
    #expect(plan.trials.count { $0.model == "fact" } == 4 && plan.trials.count { $0.model == "m" } == 20)
    #expect(plan.trials.filter { $0.model == "fact" }.allSatisfy { $0.repeat == 1 })
  }

  @Test func theSeedAloneDecidesTheOrder() {
    let suite = Made.suite(Made.cases(10))
    #expect(Self.plan(suite, seed: 7).trials == Self.plan(suite, seed: 7).trials)
    #expect(Self.plan(suite, seed: 7).trials != Self.plan(suite, seed: 8).trials)
    #expect(Self.plan(suite, seed: 7).trials != Self.plan(suite, seed: 7).trials.sorted { $0.number < $1.number })
  }

  @Test func variantsMeetTheSameWeather() {
    let variants = Self.plan(Made.suite(Made.cases(40)), repeats: 5).trials.map(\.variant)
    let changes = zip(variants, variants.dropFirst()).count { $0 != $1 }
    #expect(changes > variants.count / 3)
  }

  @Test func anAdaptivePlanHasTheSameTrialsRoundByRound() {
    let suite = Made.suite(Made.cases(4))
    let (fixed, adaptive) = (Self.plan(suite, repeats: 3), Self.plan(suite, repeats: 3, isAdaptive: true))
    #expect(Set(fixed.trials) == Set(adaptive.trials) && adaptive.trials.count == fixed.trials.count)
    #expect(adaptive.trials.map(\.repeat) == adaptive.trials.map(\.repeat).sorted())
  }

  @Test func armsComeModelByModelInTheSuitesOrder() {
    let arms = Self.plan(Made.suite(Made.cases(1))).arms
    #expect(
      arms.map(\.model) == ["m", "m", "n", "n"] && arms.map(\.variant) == ["today", "rewrite", "today", "rewrite"])
  }
}
