import EvalCore
import OrderedJSON
import TestSupport
import Testing

/// A rule that no answer could break is open, never met.
struct NothingToLoseTests {
  private static let fact = GateOutcomeOfRunTests.fact

  private static func rule(
    _ counts: [(control: Int, candidate: Int)], repeats: Int, expecting tool: (Int) -> String = { _ in "a" },
    models: [ModelCard] = [ModelCard(name: "m")], _ change: (inout GateRules) -> Void
  ) -> RuleOutcome {
    GateOutcomeOfRunTests.gate(counts, repeats: repeats, expecting: tool, models: models, change).rules[0]
  }

  // MARK: max_drop

  @Test(arguments: [0, 1, 2]) func aControlThatIsNotAboveTheMarginHasNothingToLose(right: Int) {
    let counts = (0..<40).map { $0 < right ? (control: 5, candidate: 5) : (0, 0) }
    let rule = Self.rule(counts, repeats: 5) { $0[.maxDrop] = 0.05 }
    #expect(rule.verdict == .inconclusive && rule.evidence.isNothingToLose)
  }

  @Test func aControlThatIsAboveTheMarginHas() {
    let counts = (0..<40).map { $0 < 3 ? (control: 5, candidate: 5) : (0, 0) }
    #expect(Self.rule(counts, repeats: 5) { $0[.maxDrop] = 0.05 }.verdict == .pass)
    let broken = (0..<40).map { $0 < 3 ? (control: 5, candidate: 0) : (0, 0) }
    #expect(Self.rule(broken, repeats: 5) { $0[.maxDrop] = 0.05 }.verdict == .fail)
  }

  @Test func aRewriteThatMendsEverythingStillShowedNoDrop() {
    let counts = Array(repeating: (control: 0, candidate: 5), count: 40)
    #expect(Self.rule(counts, repeats: 5) { $0[.maxDrop] = 0.05 }.verdict == .inconclusive)
  }

  @Test func factsHaveNothingToLoseEither() {
    let rules = { (rules: inout GateRules) in rules[.maxDrop] = 0.25 }
    #expect(Self.rule([(1, 1), (0, 0), (0, 0), (0, 0)], repeats: 1, models: Self.fact, rules).verdict == .inconclusive)
    #expect(Self.rule([(1, 1), (1, 1), (0, 0), (0, 0)], repeats: 1, models: Self.fact, rules).verdict == .pass)
  }

  /// Three cases asked once: half of them may go, and even all three going would be chance (p = 1/8).
  @Test func aRunTooSmallForAnyFailureDoesNotPass() {
    let rule = Self.rule(Array(repeating: (control: 1, candidate: 1), count: 3), repeats: 1) { $0[.maxDrop] = 0.5 }
    #expect(rule.verdict == .inconclusive)
    let five = Self.rule(Array(repeating: (control: 1, candidate: 1), count: 5), repeats: 1) { $0[.maxDrop] = 0.5 }
    #expect(five.verdict == .pass)
  }

  /// Five cases that go reach p = 1/32 in one comparison, and 2/32 where Holm has two.
  @Test func severalCandidatesTakeMoreToFail() {
    let outcomes = [["today", "x"], ["today", "x", "y"]].map { variants in
      var suite = Made.suite(Made.cases(5), variants: variants)
      suite.gate[.maxDrop] = 0.5
      suite.gate[.maxToolDrop] = nil
      return GateOutcomeOfRunTests.gate(Made.run(suite) { _ in [Made.call("a")] }).outcome
    }
    #expect(outcomes == [.pass, .inconclusive])
  }

  @Test func theVerdictOfTheComparisonIsTheRules() {
    let run = Made.run(counts: Array(repeating: (control: 0, candidate: 0), count: 40), repeats: 5)
    let comparison = Comparison.all(ScoredRun(run))[0]
    #expect(comparison.verdict == .inconclusive && comparison.difference?.room?.control == 0)
  }

  // MARK: max_tool_drop

  private static func twoTools(_ index: Int) -> String { index < 10 ? "a" : "b" }

  @Test func aToolThatIsSeldomRightIsNamedAndLeavesTheOthersGuarded() {
    let counts = (0..<14).map { $0 < 10 ? (control: 5, candidate: 5) : (1, 1) }
    let rule = Self.rule(counts, repeats: 5, expecting: Self.twoTools) { $0[.maxToolDrop] = 0.25 }
    #expect(rule.verdict == .pass)
    #expect(rule.guarded?.lost.map(\.name) == ["b"] && rule.guarded?.lost.first?.difference.room?.control == 0.2)
    #expect(rule.guarded?.tooFew == ["c", "d", "e", "get", "find"])
    let other = Self.rule(counts, repeats: 5, expecting: Self.twoTools) { $0[.maxToolDrop] = 0.15 }
    #expect(other.verdict == .pass && other.guarded?.lost == [])
  }

  @Test func whereNoToolHasAnythingToLoseTheRuleIsOpen() {
    let counts = (0..<14).map { _ in (control: 1, candidate: 1) }
    let rule = Self.rule(counts, repeats: 5, expecting: Self.twoTools) { $0[.maxToolDrop] = 0.25 }
    #expect(rule.verdict == .inconclusive && rule.guarded?.isAnyGuarded == false)
    #expect(rule.guarded?.lost.map(\.name) == ["a", "b"])
  }

  @Test func anotherToolsDropStillFails() {
    let counts = (0..<14).map { $0 < 10 ? (control: 5, candidate: 0) : (0, 0) }
    #expect(Self.rule(counts, repeats: 5, expecting: Self.twoTools) { $0[.maxToolDrop] = 0.25 }.verdict == .fail)
  }

  @Test func whereNoToolCanBeGuardedTheRuleIsOpen() {
    let rule = Self.rule([(3, 3), (3, 3)], repeats: 3, expecting: { $0 == 0 ? "a" : "b" }) { $0[.maxToolDrop] = 0.25 }
    #expect(rule.verdict == .inconclusive && rule.guarded?.isAnyGuarded == false && rule.guarded?.lost == [])
    let five = Self.rule([(5, 5), (5, 5)], repeats: 5, expecting: { $0 == 0 ? "a" : "b" }) { $0[.maxToolDrop] = 0.25 }
    #expect(five.verdict == .pass)
  }

  /// One case asked three times leaves a drop of all within chance.
  @Test func aToolWithTooFewCasesIsNamedWhereItsDropIsTheLowest() {
    let counts = (0..<11).map { $0 < 10 ? (control: 3, candidate: 3) : (3, 0) }
    let rule = Self.rule(counts, repeats: 3, expecting: Self.twoTools) { $0[.maxToolDrop] = 0.25 }
    #expect(rule.verdict == .pass && rule.guarded?.shown?.name == "b")
    #expect(rule.guarded?.tooFew == ["b", "c", "d", "e", "get", "find"] && rule.value == -1)
  }

  /// What is said before and after are about the same tools.
  @Test(arguments: [3, 5]) func asManyToolsAreNotGuardedAsThePlanSays(repeats: Int) {
    let counts = (0..<11).map { _ in (control: repeats, candidate: repeats) }
    let run = Made.run(counts: counts, repeats: repeats, expecting: Self.twoTools)
    let planned = PlanPower(run.plan, of: run.suite, model: run.plan.models[0]).unguarded
    let rule = Evaluation(run).gate.rules.first { $0.path == "max_tool_drop" }
    #expect(planned.count == (repeats == 3 ? 6 : 5))
    #expect(rule?.guarded?.tooFew == planned.map(\.tool))
  }

  // MARK: no_new_failures

  @Test(arguments: [
    (control: 4, repeats: 5, outcome: Verdict.inconclusive), (5, 5, .pass), (4, 4, .inconclusive),
    (1, 1, .inconclusive),
  ])
  func newFailuresNeedACaseThatAlwaysPasses(control: Int, repeats: Int, outcome: Verdict) {
    let counts = Array(repeating: (control: control, candidate: control), count: 6)
    #expect(Self.rule(counts, repeats: repeats) { $0[.noNewFailures] = 0 }.verdict == outcome)
  }

  @Test func aFactNeedsNoRepeatsForANewFailure() {
    let rules = { (rules: inout GateRules) in rules[.noNewFailures] = 0 }
    #expect(Self.rule([(1, 1)], repeats: 1, models: Self.fact, rules).verdict == .pass)
    #expect(Self.rule([(0, 0)], repeats: 1, models: Self.fact, rules).verdict == .inconclusive)
    #expect(Self.rule([(1, 0)], repeats: 1, models: Self.fact, rules).verdict == .fail)
  }

  // MARK: Rules about one arm

  private static let bounds: [(name: String, change: @Sendable (inout GateRules) -> Void)] = [
    ("min_accuracy", { $0[.minAccuracy] = 0 }), ("max_false_call_rate", { $0[.maxFalseCallRate] = 1 }),
    ("max_missed_call_rate", { $0[.maxMissedCallRate] = 1 }),
    ("tools.a.min_recall", { $0[.minRecall, in: .tool("a")] = 0 }),
    ("tools.a.min_precision", { $0[.minPrecision, in: .tool("a")] = 0 }),
    ("max_forbidden_calls", { $0[.maxForbiddenCalls] = 0 }),
    ("tools.d.max_forbidden_calls", { $0[.maxForbiddenCalls, in: .tool("d")] = 0 }),
  ]

  /// The first three compare and are tried above; what the last two look at is no answer that could have been worse.
  @Test func everyRuleIsTriedOrLeftOut() {
    let tried = Self.bounds.map { $0.name.split(separator: ".").last.map(String.init) }
    let others: [GateRule] = [.maxDrop, .maxToolDrop, .noNewFailures, .maxCatalogTokens, .expectedFail]
    #expect(Set(GateRule.all.map(\.key)) == Set(tried + others.map(\.key)))
  }

  /// Half of the cases expect a call, half none; all is right.
  private static func alone(models: [ModelCard], _ change: (inout Suite) -> Void) -> GateOutcome {
    var suite = Made.suite(Made.cases(10) + (0..<10).map { Made.evalCase("none-\($0)", .none) }, variants: ["today"])
    suite.gate[.maxToolDrop] = nil
    change(&suite)
    return GateOutcomeOfRunTests.gate(
      Made.run(suite, models: models, repeats: 5) { $0.caseID.hasPrefix("none") ? [] : [Made.call("a")] })
  }

  @Test(arguments: bounds.map(\.name), [true, false]) func aBoundThatNothingCanBreakIsOpen(name: String, exact: Bool)
    throws
  {
    let change = try #require(Self.bounds.first { $0.name == name }).change
    let gate = Self.alone(models: exact ? Self.fact : [ModelCard(name: "m")]) { change(&$0.gate) }
    #expect(gate.rules.map(\.path) == [name] && gate.outcome == .inconclusive)
    #expect(gate.rules[0].evidence.isNothingToLose && gate.exit(strict: true) == .inconclusive)
  }

  @Test func aBoundThatSomeAnswersBreakIsMet() {
    let gate = Self.alone(models: [ModelCard(name: "m")]) { suite in
      suite.cases[0].forbid = [CallPattern(tool: "d")]
      suite.gate[.minAccuracy] = 0.8
      suite.gate[.maxFalseCallRate] = 0.2
      suite.gate[.maxMissedCallRate] = 0.2
      suite.gate[.maxForbiddenCalls] = 0
      suite.gate[.minRecall, in: .tool("a")] = 0.8
      suite.gate[.minPrecision, in: .tool("a")] = 0.8
      suite.gate[.maxForbiddenCalls, in: .tool("d")] = 0
    }
    #expect(gate.rules.count == 7 && gate.outcome == .pass, "\(gate.rules.filter { $0.verdict != .pass })")
  }

  @Test func aCaseThatForbidsAnotherToolSaysNothingOfThisOne() {
    let gate = Self.alone(models: [ModelCard(name: "m")]) { suite in
      suite.cases[0].forbid = [CallPattern(tool: "c")]
      for tool in ["c", "d"] {
        suite.gate[.maxForbiddenCalls, in: .tool(tool)] = 0
      }
    }
    #expect(gate.rules.map(\.verdict) == [.pass, .inconclusive])
  }

  /// Two cases asked twice: all wrong leaves 14 % possible.
  @Test func aBoundThatTheRunIsTooSmallToBreakIsOpen() {
    var suite = Made.suite(Made.cases(2), variants: ["today"])
    suite.gate[.minAccuracy] = 0.1
    suite.gate[.maxToolDrop] = nil
    let gate = GateOutcomeOfRunTests.gate(Made.run(suite, repeats: 2) { _ in [Made.call("a")] })
    #expect(gate.outcome == .inconclusive)
  }

  // MARK: A control that is nearly always wrong

  @Test(arguments: [(right: 7, isNamed: true), (8, false)]) func aControlRightInFewerThanAFifthIsNamed(
    right: Int, isNamed: Bool
  ) {
    let run = Made.run(counts: (0..<40).map { $0 < right ? (5, 5) : (0, 0) }, repeats: 5)
    let named = Evaluation(run).seldomRight
    #expect(named.map(\.variant) == (isNamed ? ["today"] : []))
    #expect(named.first?.accuracy ?? 0 < 0.2)
  }

  /// Five of a hundred missing may be chance; six may be the only ones that are right.
  @Test(arguments: [(missing: 5, isNamed: true), (6, false)]) func nothingIsConcludedWhereTooMuchIsMissing(
    missing: Int, isNamed: Bool
  ) {
    let run = Made.run(Made.suite(Made.cases(100), variants: ["today"])) {
      Int($0.caseID.dropFirst(5))! < missing ? nil : [Made.call("e")]
    }
    #expect(!Evaluation(run).seldomRight.isEmpty == isNamed)
  }

  @Test func aCandidateThatIsNearlyAlwaysWrongIsNot() {
    let run = Made.run(counts: Array(repeating: (control: 5, candidate: 0), count: 10), repeats: 5)
    #expect(Evaluation(run).seldomRight.isEmpty)
  }
}

extension RuleEvidence {
  /// Whether no answer could have broken the rule.
  fileprivate var isNothingToLose: Bool {
    switch self {
    case .drop(_, .nothingToLose): true
    case .rate(_, _, let couldBreak): !couldBreak
    case .newFailures(_, let couldShow): !couldShow
    case .forbiddenCalls(let isForbidden): !isForbidden
    case .tools(let guarded): !guarded.isAnyGuarded
    case .drop, .nothingToCompare, .unasked, .noCase, .toolUnexpected, .fewCalls, .tokens, .expectedFailures: false
    }
  }
}

extension RuleOutcome {
  fileprivate var guarded: GuardedTools? { if case .tools(let guarded) = evidence { guarded } else { nil } }
}
