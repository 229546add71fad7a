import EvalCore
import OrderedJSON
import TestSupport
import Testing

/// Which cases a tool's guard, its table row and the plan look at.
struct GoldToolsTests {
  private static let either = [Made.alternative(["a"]), Made.alternative(["b"])]

  private static func either(_ order: [Alternative] = either) -> [EvalCase] {
    (0..<20).map { Made.evalCase("e-\($0)", order[0], order[1]) }
  }

  /// Four cases expect `b`, twenty either, twenty `a`.
  private static func suite(_ order: [Alternative] = either) -> Suite {
    var suite = Made.suite(
      (0..<4).map { Made.evalCase("b-\($0)", Made.alternative(["b"])) } + either(order)
        + (0..<20).map { Made.evalCase("a-\($0)", Made.alternative(["a"])) })
    suite.gate[.maxToolDrop] = 0.25
    return suite
  }

  private static func comparison(_ suite: Suite, _ answer: (Trial) -> String) -> Comparison {
    Comparison.all(ScoredRun(Made.run(suite, repeats: 5) { [Made.call(answer($0))] }))[0]
  }

  private static func tool(_ name: String, _ comparison: Comparison) -> Comparison.GroupChange? {
    comparison.changes.tools.first { $0.name == name }
  }

  /// The control answers the cases with alternatives by `before`, the candidate by `after`; it never calls `b` elsewhere.
  private static func destroyed(before: String, after: String, _ order: [Alternative] = either) -> Comparison {
    comparison(suite(order)) { trial in
      switch trial.caseID.first {
      case "b": trial.variant == "today" ? "b" : "c"
      case "e": trial.variant == "today" ? before : after
      default: "a"
      }
    }
  }

  @Test(arguments: [("a", "a"), ("b", "a"), ("a", "b")], [false, true])
  func aDestroyedToolIsSeenWhicheverAlternativeWasTaken(_ taken: (before: String, after: String), bFirst: Bool) throws {
    let order = bFirst ? Array(Self.either.reversed()) : Self.either
    let b = try #require(Self.tool("b", Self.destroyed(before: taken.before, after: taken.after, order)))
    #expect(b.cases == 4 && b.difference.delta == -1 && b.difference.drop.adjusted! < 0.05)
  }

  @Test func theTableLooksAtTheSameCases() throws {
    let comparison = Self.destroyed(before: "a", after: "a")
    #expect(Self.tool("a", comparison)?.cases == 40 && Self.tool("b", comparison)?.cases == 4)
    let run = Made.run(Self.suite(), repeats: 5) { trial in [Made.call(trial.caseID.first == "b" ? "b" : "a")] }
    let rows = Scores(run).arms[0].tables.tools
    #expect(rows.first { $0.tool == "a" }?.support == 40 && rows.first { $0.tool == "b" }?.support == 4)
  }

  /// The control always took `b`, and the candidate fails: the cases are about `b`, although `a` stands first.
  @Test func failuresBelongToTheAlternativeThatWasRightElsewhere() throws {
    let suite = Made.suite(Self.either())
    let lost = Self.comparison(suite) { $0.variant == "today" ? "b" : "c" }
    #expect(
      Self.tool("b", lost)?.difference.delta == -1 && Self.tool("b", lost)?.cases == 20 && Self.tool("a", lost) == nil)
    let won = Self.comparison(suite) { $0.variant == "today" ? "c" : "b" }
    #expect(Self.tool("b", won)?.difference.delta == 1 && Self.tool("a", won) == nil)
  }

  @Test func withoutARightAnswerTheFirstAlternativeIsTheGold() {
    let comparison = Self.comparison(Made.suite(Self.either())) { _ in "c" }
    #expect(Self.tool("a", comparison)?.cases == 20 && Self.tool("b", comparison) == nil)
  }

  @Test func aDividedCaseSaysNothingOfOneTool() {
    let comparison = Self.comparison(Made.suite(Self.either())) { $0.variant == "today" ? "a" : "b" }
    #expect(comparison.changes.tools.isEmpty && comparison.difference?.delta == 0)
  }

  @Test func mostOfTheRightAnswersDecide() {
    let comparison = Self.comparison(Made.suite(Self.either())) { trial in
      trial.variant == "today" ? "b" : trial.repeat < 3 ? "a" : "b"
    }
    #expect(comparison.changes.tools.map(\.name) == ["b"] && comparison.changes.tools[0].cases == 20)
  }

  @Test func oneCallOfSeveralToolsIsLookedAtAlike() {
    let call = ExpectedCall(patterns: [CallPattern(tool: "a"), CallPattern(tool: "b")], path: "calls[0]")
    let cases = (0..<6).map { Made.evalCase("e-\($0)", Alternative(groups: [[call]])) }
    let comparison = Self.comparison(Made.suite(cases)) { $0.variant == "today" ? "b" : "c" }
    #expect(comparison.changes.tools.map(\.name) == ["b"] && comparison.changes.tools[0].difference.delta == -1)
  }

  @Test func aToolOfEveryAlternativeIsInAllOfThem() {
    let alternatives = [Made.alternative(["a", "d"]), Made.alternative(["b", "d"])]
    let suite = Made.suite((0..<6).map { Made.evalCase("e-\($0)", alternatives[0], alternatives[1]) })
    let run = Made.run(suite, repeats: 5) { [Made.call($0.variant == "today" ? "a" : "b"), Made.call("d")] }
    #expect(Comparison.all(ScoredRun(run))[0].changes.tools.map(\.name) == ["d"])
  }

  @Test func whereNoneWasRightNoToolIsTheGold() {
    let suite = Made.suite((0..<6).map { Made.evalCase("e-\($0)", Made.alternative(["a"]), .none) })
    let run = Made.run(suite, repeats: 5) { _ in [] }
    #expect(Comparison.all(ScoredRun(run))[0].changes.tools.isEmpty)
  }

  /// What a variant expects instead is another question; the control's tool is what is guarded.
  @Test func anExpectationOfTheCandidatesOwnLeavesTheCaseToTheControlsTool() {
    var suite = Made.suite(Self.either())
    for place in suite.cases.indices {
      suite.cases[place].expectIn["rewrite"] = Made.expectation(Made.alternative(["d"]))
    }
    let comparison = Self.comparison(suite) { $0.variant == "today" ? "b" : "c" }
    #expect(comparison.changes.tools.map(\.name) == ["b"] && comparison.changes.tools[0].difference.delta == -1)
  }

  @Test func quarantinedCasesAndExpectedFailuresAreNotLookedAt() {
    var suite = Self.suite()
    for place in 0..<4 { suite.cases[place].quarantine = Quarantine(until: "2099-01-01", reason: "x") }
    for place in 4..<24 { suite.cases[place].expectedFail = true }
    #expect(Self.comparison(suite) { _ in "a" }.changes.tools.map(\.name) == ["a"])
  }

  @Test func theGuardFailsWhereTheSuiteWouldHavePassed() {
    let run = Made.run(Self.suite(), repeats: 5) { trial in
      [Made.call(trial.caseID.first == "b" ? (trial.variant == "today" ? "b" : "c") : "a")]
    }
    let gate = GateOutcomeOfRunTests.gate(run)
    #expect(gate.outcome == .fail && gate.rules[0].path == "max_tool_drop" && gate.rules[0].value == -1)
  }
}
