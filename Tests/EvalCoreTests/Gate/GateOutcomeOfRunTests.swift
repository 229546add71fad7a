import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct GateOutcomeOfRunTests {
  static func gate(_ run: Run) -> GateOutcome {
    let scored = ScoredRun(run)
    return GateOutcome(scored, Comparison.all(scored))
  }

  static func gate(
    _ counts: [(control: Int, candidate: Int)], repeats: Int, expecting tool: (Int) -> String = { _ in "a" },
    models: [ModelCard] = [ModelCard(name: "m")], _ change: (inout GateRules) -> Void
  ) -> GateOutcome {
    var rules = GateRules()
    rules[.maxToolDrop] = nil
    change(&rules)
    return gate(Made.run(counts: counts, repeats: repeats, expecting: tool, models: models, gate: rules))
  }

  static let fact = [ModelCard(name: "m", isDeterministic: true)]

  @Test func withoutRulesNothingApplies() {
    let gate = Self.gate([(5, 0)], repeats: 5) { _ in }
    #expect(gate.outcome == .notApplicable && gate.rules.isEmpty && gate.exit(strict: true) == .pass)
  }

  @Test func aDropFailsPassesOrStaysOpen() {
    let failed = Self.gate((0..<20).map { $0 < 5 ? (5, 0) : (5, 5) }, repeats: 5) { $0[.maxDrop] = 0.05 }
    #expect(failed.outcome == .fail && failed.exit(strict: false) == .gateFailed)
    #expect(
      failed.rules.map(\.path) == ["max_drop"] && failed.rules[0].value == -0.25 && failed.rules[0].threshold == 0.05)
    #expect(Self.gate(Array(repeating: (5, 5), count: 40), repeats: 5) { $0[.maxDrop] = 0.05 }.outcome == .pass)
    let open = Self.gate(Array(repeating: (5, 5), count: 8), repeats: 5) { $0[.maxDrop] = 0.05 }
    #expect(
      open.outcome == .inconclusive && open.exit(strict: false) == .pass && open.exit(strict: true) == .inconclusive)
    #expect(abs((open.detectable ?? 0) - 0.093) < 0.0005)
  }

  @Test func whatIsLargerThanEveryDropIsSaidInWords() {
    let open = Self.gate([(1, 1)], repeats: 2) { $0[.maxDrop] = 0.05 }
    #expect(open.outcome == .inconclusive && (open.detectable ?? 0) > 1)
  }

  @Test func aToolsKnownDropWithinItsMarginIsNoFailure() {
    let counts = (0..<40).map { $0 < 12 ? (control: 5, candidate: 3) : (5, 5) }
    let run = Made.run(counts: counts, repeats: 5)
    #expect(Comparison.all(ScoredRun(run))[0].changes.tools[0].difference.drop.adjusted! < 0.001)
    #expect(Self.gate(counts, repeats: 5) { $0[.maxToolDrop] = 0.25 }.outcome == .pass)
    #expect(Self.gate(counts, repeats: 5) { $0[.maxToolDrop] = 0.1 }.outcome == .fail)
  }

  /// 80 % with an error of 6.4 points is below 91.5 % at p = .036: too little for two arms.
  @Test func aBoundThatTwoArmsBreakMustStandAfterHolm() {
    let outcomes = [["today", "x"], ["today", "x", "y"]].map { variants in
      var suite = Made.suite(Made.cases(10), variants: variants)
      suite.gate[.minAccuracy] = 0.915
      suite.gate[.maxToolDrop] = nil
      return Self.gate(Made.run(suite, repeats: 5) { [Made.call($0.repeat < 5 ? "a" : "e")] }).outcome
    }
    #expect(outcomes == [.fail, .inconclusive])
  }

  @Test(arguments: [(calls: 0, outcome: Verdict.pass), (1, .pass), (2, .fail)])
  func forbiddenCallsAreCounted(calls: Int, outcome: Verdict) {
    var suite = Made.suite(Made.cases(3), variants: ["today"])
    for place in suite.cases.indices { suite.cases[place].forbid = [CallPattern(tool: "d")] }
    suite.gate[.maxForbiddenCalls] = 1
    suite.gate[.maxToolDrop] = nil
    let gate = Self.gate(Made.run(suite) { [Made.call(Int($0.caseID.dropFirst(5))! < calls ? "d" : "a")] })
    #expect(gate.outcome == outcome && gate.rules[0].value == Double(calls))
  }

  @Test(arguments: [(right: 0, outcome: Verdict.pass), (4, .pass), (5, .fail)])
  func anExpectedFailureThatAlwaysComesOutRightIsStale(right: Int, outcome: Verdict) {
    var suite = Made.suite(Made.cases(1), variants: ["today"])
    suite.cases[0].expectedFail = true
    suite.gate[.maxToolDrop] = nil
    let gate = Self.gate(Made.run(suite, repeats: 5) { [Made.call($0.repeat <= right ? "a" : "e")] })
    #expect(gate.rules.map(\.path) == ["expected_fail"] && gate.outcome == outcome)
  }

  @Test(arguments: [(missing: 5, isMeasured: true), (6, false)])
  func moreThanATwentiethOfAnArmsTrialsMissingIsUnmeasured(missing: Int, isMeasured: Bool) {
    let suite = Made.suite(Made.cases(100))
    let gate = Self.gate(
      Made.run(suite) { trial in
        trial.variant == "rewrite" && Int(trial.caseID.dropFirst(5))! < missing ? nil : [Made.call("a")]
      })
    #expect(gate.unmeasured.map(\.variant) == (isMeasured ? [] : ["rewrite"]))
    #expect((gate.exit(strict: false) == .couldNotMeasure) == !isMeasured)
  }

  @Test func aVariantMayHaveAMarginOfItsOwn() {
    let gate = Self.gate(Array(repeating: (5, 5), count: 8), repeats: 5) {
      $0[.maxDrop] = 0.05
      $0[.maxDrop, in: .variant("rewrite")] = 0.10
      $0[.maxDrop, in: .model("m")] = 0.01
    }
    #expect(gate.outcome == .pass && gate.rules[0].threshold == 0.10)
  }

  @Test func oneBrokenToolFailsWhereTheSuiteMarginHolds() {
    let tools = ["a", "b", "c", "d"]
    let counts = (0..<60).map { $0 % 20 == 1 ? (5, 0) : (5, 5) }
    let expecting = { (index: Int) in index % 20 == 1 ? "b" : tools[index % 3 == 1 ? 3 : index % 3] }
    let gate = Self.gate(counts, repeats: 5, expecting: expecting) {
      $0[.maxDrop] = 0.10
      $0[.maxToolDrop] = 0.25
    }
    #expect(gate.rules.map(\.path) == ["max_drop", "max_tool_drop"] && gate.rules.map(\.verdict) == [.pass, .fail])
    guard case .tools(let guarded) = gate.rules[1].evidence else {
      Testing.Issue.record("\(gate.rules[1].evidence)")
      return
    }
    #expect(gate.rules[1].value == -1 && guarded.broken.map(\.name) == ["b"] && guarded.broken.map(\.cases) == [3])
    #expect(gate.outcome == .fail)
  }

  @Test func aDeterministicToolFailsBeyondTheMarginOnly() {
    let rules = { (rules: inout GateRules) in rules[.maxToolDrop] = 0.25 }
    #expect(Self.gate([(1, 0), (1, 1), (1, 1), (1, 1)], repeats: 1, models: Self.fact, rules).outcome == .pass)
    #expect(Self.gate([(1, 0), (1, 1), (1, 1)], repeats: 1, models: Self.fact, rules).outcome == .fail)
  }

  @Test func theControlIsExemptUnlessItIsAlone() {
    let cases = [Made.evalCase("x", Made.alternative(["a"]))]
    var suite = Made.suite(cases)
    suite.gate[.minAccuracy] = 0.8
    suite.gate[.maxToolDrop] = nil
    let two = Self.gate(Made.run(suite, models: Self.fact) { [Made.call($0.variant == "today" ? "b" : "a")] })
    #expect(two.outcome == .pass && two.rules.map(\.variant) == ["rewrite"])
    var alone = Made.suite(cases, variants: ["today"])
    alone.gate = suite.gate
    alone.gate[.maxDrop] = 0.05
    let one = Self.gate(Made.run(alone, models: Self.fact) { _ in [Made.call("b")] })
    #expect(
      one.rules.map(\.path) == ["max_drop", "min_accuracy"] && one.rules.map(\.verdict) == [.notApplicable, .fail])
  }

  @Test func anIntervalDecidesAboutRates() {
    // 38 of 40 always right, two never: no noise but the pseudo-case's.
    let rates = (0..<40).map { (control: 5, candidate: $0 < 2 ? 0 : 5) }
    #expect(Self.gate(rates, repeats: 5) { $0[.minAccuracy] = 0.90 }.outcome == .pass)
    #expect(Self.gate(rates, repeats: 5) { $0[.minAccuracy] = 0.99 }.outcome == .fail)
    let open = Self.gate(rates, repeats: 5) { $0[.minAccuracy] = 0.95 }
    #expect(open.outcome == .inconclusive)
    // x ± 1.645·√(σ²/(K·n)) with σ² = ¼/41.
    let half = 1.6448536269514722 * (0.25 / 41 / 200).squareRoot()
    #expect(abs(open.rules[0].low! - (0.95 - half)) < 1e-12 && abs(open.rules[0].high! - (0.95 + half)) < 1e-12)
    #expect(Self.gate((0..<4).map { (1, $0 % 2) }, repeats: 1) { $0[.minAccuracy] = 0.5 }.outcome == .pass)
    #expect(Self.gate((0..<4).map { (1, $0 % 2) }, repeats: 1) { $0[.minAccuracy] = 0.51 }.outcome == .fail)
  }

  @Test func boundsOnCallsThatShouldNotBeAndCallsThatShould() {
    var suite = Made.suite(
      [Made.evalCase("none", .none), Made.evalCase("x", Made.alternative(["a"]))], variants: ["today"])
    suite.gate[.maxToolDrop] = nil
    suite.gate[.maxFalseCallRate] = 0.5
    suite.gate[.maxMissedCallRate] = 0.5
    let gate = Self.gate(
      Made.run(suite, models: Self.fact) { $0.caseID == "none" ? [Made.call("a")] : [Made.call("a")] })
    #expect(gate.rules.map(\.path) == ["max_false_call_rate", "max_missed_call_rate"])
    #expect(gate.rules.map(\.verdict) == [.fail, .pass] && gate.rules.map(\.value) == [1, 0])
    suite.cases.removeFirst()
    #expect(Self.gate(Made.run(suite, models: Self.fact) { _ in [Made.call("a")] }).rules[0].verdict == .notApplicable)
  }

  @Test func boundsOnOneTool() {
    var suite = Made.suite(
      (0..<4).map { Made.evalCase("case-\($0)", Made.alternative([$0 == 3 ? "b" : "a"])) }, variants: ["today"])
    suite.gate[.maxToolDrop] = nil
    for tool in ["a", "b", "get"] {
      suite.gate[.minRecall, in: .tool(tool)] = 0.6
      suite.gate[.minPrecision, in: .tool(tool)] = 0.6
    }
    // `a` is called for case 0, 1 and 3, and `c` for case 2.
    let gate = Self.gate(Made.run(suite, models: Self.fact) { [Made.call($0.caseID == "case-2" ? "c" : "a")] })
    #expect(
      gate.rules.map(\.path)
        == ["min_recall", "min_precision"].flatMap { rule in ["a", "b", "get"].map { "tools.\($0).\(rule)" } })
    #expect(gate.rules.map(\.verdict) == [.pass, .fail, .notApplicable, .pass, .inconclusive, .inconclusive])
    #expect(gate.rules.map(\.value) == [2.0 / 3, 0, nil, 2.0 / 3, nil, nil])
  }

  @Test func countsForbiddenCalls() {
    var cases = [Made.evalCase("x", Made.alternative(["a"])), Made.evalCase("y", Made.alternative(["a"]))]
    for index in cases.indices { cases[index].forbid = [CallPattern(tool: "d"), CallPattern(tool: "c")] }
    var suite = Made.suite(cases, variants: ["today"])
    suite.gate[.maxToolDrop] = nil
    suite.gate[.maxForbiddenCalls] = 2
    suite.gate[.maxForbiddenCalls, in: .tool("d")] = 0
    let gate = Self.gate(
      Made.run(suite, repeats: 2) { $0.caseID == "x" ? [Made.call("a"), Made.call("c")] : [Made.call("a")] })
    #expect(gate.rules.map(\.path) == ["tools.d.max_forbidden_calls", "max_forbidden_calls"])
    #expect(gate.rules.map(\.verdict) == [.pass, .pass] && gate.rules.map(\.value) == [0, 2])
    suite.cases[0].quarantine = Quarantine(until: "2099-01-01", reason: "flaky")
    suite.gate[.maxForbiddenCalls] = 0
    #expect(Self.gate(Made.run(suite) { $0.caseID == "x" ? [Made.call("d")] : [Made.call("a")] }).outcome == .pass)
    #expect(Self.gate(Made.run(suite) { _ in [Made.call("d")] }).outcome == .fail)
  }

  @Test func boundsTheCatalogueOncePerVariant() {
    var suite = Made.suite([Made.evalCase("x", Made.alternative(["a"]))])
    suite.gate[.maxToolDrop] = nil
    suite.gate[.maxCatalogTokens] = 10
    let gate = Self.gate(
      Made.run(suite, models: [ModelCard(name: "m"), ModelCard(name: "n")]) { _ in [Made.call("a")] })
    #expect(
      gate.rules.map(\.variant) == ["rewrite"] && gate.rules.map(\.subject) == [.variant("rewrite")]
        && gate.outcome == .fail)
  }

  @Test func newFailuresNeedFactsOrRepeats() {
    let rules = { (rules: inout GateRules) in rules[.noNewFailures] = 0 }
    #expect(Self.gate([(1, 0), (1, 1)], repeats: 1, models: Self.fact, rules).outcome == .fail)
    #expect(Self.gate([(0, 0), (1, 1)], repeats: 1, models: Self.fact, rules).outcome == .pass)
    #expect(Self.gate([(5, 0)] + Array(repeating: (5, 5), count: 19), repeats: 5, rules).outcome == .fail)
    // 60 cases by Benjamini–Hochberg: 60/252 is over .10.
    #expect(Self.gate([(5, 0)] + Array(repeating: (5, 5), count: 59), repeats: 5, rules).outcome == .inconclusive)
    #expect(Self.gate([(3, 0)] + Array(repeating: (3, 3), count: 3), repeats: 3, rules).outcome == .inconclusive)
    #expect(Self.gate([(5, 1), (4, 0)], repeats: 5, rules).outcome == .pass)
  }

  @Test func quarantinedCasesStandInTheScoresAndNotInTheGate() {
    var suite = Made.suite((0..<2).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }, variants: ["today"])
    suite.cases[0].quarantine = Quarantine(until: "2099-01-01", reason: "flaky")
    suite.gate[.minAccuracy] = 1
    suite.gate[.maxToolDrop] = nil
    let run = Made.run(suite, models: Self.fact) { [Made.call($0.caseID == "case-0" ? "b" : "a")] }
    #expect(Scores(run).arms[0].rates.accuracy?.value == 0.5)
    #expect(Self.gate(run).outcome == .pass)
  }

  @Test func severalArmsFailByHolmAndPassTogether() {
    // Each arm's bound alone is just broken; of ten arms none stands.
    let variants = ["today"] + (1...10).map { "v\($0)" }
    var suite = Made.suite((0..<40).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }, variants: variants)
    suite.gate[.maxToolDrop] = nil
    // Two standard errors (σ² = ¼/41 over 40 × 5 trials) above the 37 of 40 that `v1` reaches.
    suite.gate[.minAccuracy] = 0.936
    let wrong = { (trial: Trial) in trial.caseID < "case-11" }
    let ten = Made.run(suite, repeats: 5) { [Made.call($0.variant == "v1" && wrong($0) ? "b" : "a")] }
    let one = Made.run(
      {
        var two = suite; two.variants = Array(suite.variants.prefix(2)); return two
      }(), repeats: 5
    ) { [Made.call($0.variant == "v1" && wrong($0) ? "b" : "a")] }
    #expect(Self.gate(one).rules.map(\.verdict) == [.fail])
    #expect(Self.gate(ten).rules.map(\.verdict).contains(.fail) == false)
  }

  @Test func tooManyMissingTrialsMeanNotMeasured() {
    let suite = Made.suite((0..<20).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) })
    let enough = Made.run(suite) { $0.variant == "today" && $0.caseID == "case-0" ? nil : [Made.call("a")] }
    #expect(Self.gate(enough).unmeasured.isEmpty)
    let tooFew = Made.run(suite) {
      $0.variant == "today" && ["case-0", "case-1"].contains($0.caseID) ? nil : [Made.call("a")]
    }
    #expect(Self.gate(tooFew).unmeasured == [Arm(variant: "today", model: "m")])
    #expect(Self.gate(tooFew).exit(strict: false) == .couldNotMeasure)
  }
}

struct ExpectedFailureTests {
  private static func gate(right: Int, repeats: Int, isExact: Bool = false) -> GateOutcome {
    var broken = Made.evalCase("broken", Made.alternative(["a"]))
    broken.expectedFail = true
    var suite = Made.suite([broken] + (0..<9).map { Made.evalCase("\($0)", Made.alternative(["a"])) }, variants: ["v"])
    suite.gate[.minAccuracy] = 0.9
    let run = Made.run(suite, models: [ModelCard(name: "m", isDeterministic: isExact)], repeats: repeats) { trial in
      [Made.call(trial.caseID != "broken" || trial.repeat <= right ? "a" : "e")]
    }
    return Evaluation(run).gate
  }

  @Test func anExpectedFailureDoesNotCountAgainstTheGate() {
    let gate = Self.gate(right: 0, repeats: 5)
    #expect(gate.outcome == .pass)
    #expect(gate.rules.first { $0.path == "expected_fail" }?.verdict == .pass)
  }

  @Test(arguments: [
    (5, 5, false, Verdict.fail), (4, 5, false, .pass), (3, 3, false, .inconclusive), (1, 1, true, .fail),
  ])
  func oneThatIsAlwaysRightIsStale(right: Int, repeats: Int, isExact: Bool, verdict: Verdict) {
    let rule = Self.gate(right: right, repeats: repeats, isExact: isExact).rules.first { $0.path == "expected_fail" }
    #expect(rule?.verdict == verdict)
  }
}

struct FlakyCaseTests {
  @Test(arguments: [(5, 10, true), (10, 10, false), (1, 10, false), (3, 6, false), (2, 12, false), (4, 12, true)])
  func aCaseIsFlakyWhereItIsNeitherRightNorWrong(right: Int, repeats: Int, isFlaky: Bool) {
    let run = Made.run(counts: [(control: right, candidate: repeats)], repeats: repeats)
    #expect(Scores(run)[Arm(variant: "today", model: "m")]?.flaky.map(\.caseID) == (isFlaky ? ["case-0"] : []))
  }
}

extension GateOutcome {
  /// What the first rule says of the smallest drop that the run could have shown.
  fileprivate var detectable: Double? {
    if case .drop(_, .couldShow(let least)) = rules[0].evidence { least } else { nil }
  }
}
