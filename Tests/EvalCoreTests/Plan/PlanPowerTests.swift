import EvalCore
import Statistics
import TestSupport
import Testing

struct PlanPowerTests {
  private static func power(
    _ suite: Suite, repeats: Int = 5, models: [ModelCard] = [ModelCard(name: "m")], of model: String = "m",
    isAdaptive: Bool = false
  ) -> PlanPower {
    let plan = Plan(suite, models: models, repeats: repeats, isAdaptive: isAdaptive)
    return PlanPower(plan, of: suite, model: models.first { $0.name == model }!)
  }

  private static let fact = ModelCard(name: "fact", isDeterministic: true)

  @Test func theDropIsTheOneThatTheTypicalSuiteShows() {
    let drop = Self.power(Made.suite(Made.cases(40))).detectableDrop!
    #expect(drop == TypicalDropPower(cases: 40, repeats: 5).smallestDrop())
    #expect((0.07...0.10).contains(drop))
  }

  @Test func aDropBelowTheMarginIsNoneThatTheGateFailsFor() {
    var suite = Made.suite(Made.cases(40))
    suite.gate[.maxDrop] = 0.2
    #expect(Self.power(suite).detectableDrop == 0.2 && Self.power(suite).advice == .enough)
  }

  @Test func oneCaseShowsNoDropAndNothingShowsMoreThanAHundredPoints() {
    #expect(Self.power(Made.suite(Made.cases(1))).sight == .noDrop)
    for (cases, repeats) in [(1, 1), (2, 1), (3, 2), (5, 3), (8, 1)] {
      #expect((Self.power(Made.suite(Made.cases(cases)), repeats: repeats).detectableDrop ?? 0) <= 1)
    }
  }

  @Test func withOneVariantThereIsNothingToCompare() {
    let power = Self.power(Made.suite(Made.cases(40), variants: ["today"]))
    #expect(power.sight == .nothingToCompare && power.advice == .onlyCases && power.detectableDrop == nil)
  }

  @Test func aDeterministicModelSeesEveryChange() {
    let power = Self.power(Made.suite(Made.cases(3)), models: [Self.fact], of: "fact")
    #expect(power.sight == .everyChange && power.advice == .onlyCases)
  }

  /// Own, else the model's, else the suite's, else five points; of several candidates the one that is hardest to show.
  @Test(
    arguments: [
      (own: 0.3, model: 0.01, suite: 0.02, expected: 0.3), (own: nil, model: 0.25, suite: 0.02, expected: 0.25),
      (own: nil, model: nil, suite: 0.2, expected: 0.2),
    ] as [(own: Double?, model: Double?, suite: Double?, expected: Double)])
  func theMarginIsTheGates(own: Double?, model: Double?, suite: Double?, expected: Double) {
    var made = Made.suite(Made.cases(40))
    made.gate[.maxDrop] = suite
    made.gate[.maxDrop, in: .variant("rewrite")] = own
    made.gate[.maxDrop, in: .model("m")] = model
    #expect(Self.power(made).detectableDrop == expected && Self.power(made).advice == .enough)
  }

  @Test func ofSeveralCandidatesTheStrictestMarginDecides() {
    var suite = Made.suite(Made.cases(40), variants: ["today", "loose", "strict"])
    suite.gate[.maxDrop, in: .variant("loose")] = 0.5
    #expect(Self.power(suite).detectableDrop == 0.5)
    #expect(Self.power(suite).advice != .enough)
    suite.gate[.maxDrop, in: .variant("strict")] = 0.5
    #expect(Self.power(suite).advice == .enough)
  }

  @Test func adviceNamesWhatIsEnough() {
    for cases in [20, 40, 80] {
      let suite = Made.suite(Made.cases(cases))
      switch Self.power(suite).advice {
      case .repeats(let repeats):
        #expect(repeats > 5 && Self.power(suite, repeats: repeats).advice == .enough)
        #expect(Self.power(suite, repeats: repeats - 1).advice != .enough)
      case .cases(let count, let repeats):
        #expect(count > cases && repeats == 5)
        #expect(Self.power(Made.suite(Made.cases(count))).advice == .enough)
        #expect(Self.power(Made.suite(Made.cases(count - 1))).advice != .enough)
      case .enough: #expect(Self.power(suite).detectableDrop! <= 0.05)
      default: Issue.record("expected an advice for \(cases) cases")
      }
    }
  }

  @Test func noNumberOfCasesShowsAMarginOfNothing() {
    var suite = Made.suite(Made.cases(4))
    suite.gate[.maxDrop] = 0
    #expect(Self.power(suite).advice == .never)
  }

  @Test func holmTakesAShareForEveryComparisonWithAP() {
    let suite = Made.suite(Made.cases(40), variants: ["today", "b", "c"])
    let alone = Self.power(Made.suite(Made.cases(40))).detectableDrop!
    let two = Self.power(suite).detectableDrop!
    #expect(two == TypicalDropPower(cases: 40, repeats: 5, tests: 2).smallestDrop() && two > alone)
    let beside = Self.power(suite, models: [ModelCard(name: "m"), Self.fact])
    #expect(beside.detectableDrop == two)
    let models = Self.power(suite, models: [ModelCard(name: "m"), ModelCard(name: "n")])
    #expect(models.detectableDrop == TypicalDropPower(cases: 40, repeats: 5, tests: 4).smallestDrop())
  }

  @Test func anAdaptivePlanNeedsMore() {
    let suite = Made.suite(Made.cases(40))
    #expect(Self.power(suite, isAdaptive: true).detectableDrop! > Self.power(suite).detectableDrop!)
  }

  @Test func onlyCasesThatTheGateComparesCount() {
    var suite = Made.suite(Made.cases(60))
    for place in 0..<5 { suite.cases[place].quarantine = Quarantine(until: "2099-01-01", reason: "x") }
    for place in 5..<10 { suite.cases[place].expectedFail = true }
    for place in 10..<15 { suite.cases[place].skipIn["rewrite"] = "gone" }
    for place in 15..<20 { suite.cases[place].skipIn["today"] = "new" }
    #expect(Self.power(suite).detectableDrop == Self.power(Made.suite(Made.cases(40))).detectableDrop)
  }

  // MARK: Guards of single tools

  private static func unguarded(_ power: PlanPower) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: power.unguarded.map { ($0.tool, $0.cases) })
  }

  private static let untested = ["c": 0, "d": 0, "e": 0, "find": 0, "get": 0]

  @Test func aToolWithoutACaseIsNotGuarded() {
    let suite = Made.suite(Made.cases(3) + [Made.evalCase("b", Made.alternative(["b"]))])
    #expect(Self.unguarded(Self.power(suite)) == Self.untested)
  }

  /// C(6, 3) = 20 and C(10, 5) = 252: one case of three repeats reaches .05 alone, and not beside another tool.
  @Test func manyToolsNeedMoreCasesEach() {
    let one = Made.suite(Made.cases(1))
    let two = Made.suite(Made.cases(1) + [Made.evalCase("b", Made.alternative(["b"]))])
    #expect(Self.unguarded(Self.power(one, repeats: 3)) == Self.untested.merging(["b": 0]) { $1 })
    #expect(Self.unguarded(Self.power(two, repeats: 3)) == Self.untested.merging(["a": 1, "b": 1]) { $1 })
    #expect(Self.unguarded(Self.power(two, repeats: 5)) == Self.untested)
  }

  /// Two tools × two candidates × two models: 8/252 is still below .05, sixteen are not.
  @Test func candidatesAndSampledModelsShareTheLevel() {
    let cases = [Made.evalCase("a", Made.alternative(["a"])), Made.evalCase("b", Made.alternative(["b"]))]
    let two = Made.suite(cases, variants: ["today", "x", "y"])
    let four = Made.suite(cases, variants: ["today", "x", "y", "z", "w"])
    let models = [ModelCard(name: "m"), ModelCard(name: "n")]
    #expect(Self.unguarded(Self.power(two, models: models)) == Self.untested)
    #expect(Self.unguarded(Self.power(four, models: models)) == Self.untested.merging(["a": 1, "b": 1]) { $1 })
    #expect(Self.unguarded(Self.power(four, models: [models[0], Self.fact])) == Self.untested)
  }

  @Test func casesThatTheGateDoesNotCompareGuardNothing() {
    var suite = Made.suite(
      Made.cases(3) + ["b", "c", "d"].map { Made.evalCase("\($0)-case", Made.alternative([$0])) })
    suite.cases[3].quarantine = Quarantine(until: "2099-01-01", reason: "x")
    suite.cases[4].expectedFail = true
    suite.cases[5].skipIn["rewrite"] = "gone"
    let expected = Self.untested.merging(["b": 0, "c": 0, "d": 0]) { $1 }
    #expect(Self.unguarded(Self.power(suite)) == expected)
    #expect(Self.unguarded(Self.power(suite, models: [Self.fact], of: "fact")) == expected)
  }

  /// Not asked yet, a case is about the first of its alternatives.
  @Test func anAlternativeGuardsItsFirstToolAlone() {
    let suite = Made.suite([Made.evalCase("x", Made.alternative(["a"]), Made.alternative(["b"]))])
    #expect(Self.unguarded(Self.power(suite)) == Self.untested.merging(["b": 0]) { $1 })
  }
}
