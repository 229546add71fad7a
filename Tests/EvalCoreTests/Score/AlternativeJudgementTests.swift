import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct AlternativeJudgementTests {
  static func named(_ name: String, _ value: JSON) -> ArgumentRule { .named([.init(name, .equals(value))]) }

  @Test func takesTheAlternativeThatFitsBest() {
    let key = Made.key(
      Made.expectation(
        Made.alternative(["a", "b"]),
        Alternative(groups: [[Made.expected("get", Self.named("number", 7), path: "any_of[1]")]]),
        .none))
    #expect(Made.judged([[Made.call("get", ["number": 7])]], key).alternative == 1)
    #expect(Made.judged([[]], key).alternative == 2)
    #expect(Made.judged([[]], key).outcome == .correct)
    // F1: half of the first against nothing of the second.
    #expect(Made.judged([[Made.call("a")]], key).alternative == 0)
    // Nothing fits: the first, whose tool is then what was missed.
    let lost = Made.judged([[Made.call("c")]], key)
    #expect(lost.alternative == 0)
    #expect(
      Set(lost.confusion) == [.init(gold: "a", predicted: "c", weight: 1), .init(gold: "b", predicted: "c", weight: 1)])
  }

  @Test func prefersRightArgumentsAndThenTheFirst() {
    let seven = Alternative(groups: [[Made.expected("get", Self.named("number", 7), path: "any_of[0]")]])
    let eight = Alternative(groups: [[Made.expected("get", Self.named("number", 8), path: "any_of[1]")]])
    let key = Made.key(Made.expectation(seven, eight))
    #expect(Made.judged([[Made.call("get", ["number": 8])]], key).alternative == 1)
    #expect(Made.judged([[Made.call("get", ["number": 9])]], key).alternative == 0)
    #expect(Made.judged([[Made.call("get", ["number": 9])]], key).outcome == .badArgs)
  }

  @Test func aLooseExpectationDoesNotStealTheOnlyCallOfAStrictOne() {
    let alternative = Alternative(
      groups: [
        [Made.expected("get", path: "calls[0]"), Made.expected("get", Self.named("number", 7), path: "calls[1]")]
      ])
    let trial = Made.judged(
      [[Made.call("get", ["number": 7]), Made.call("get", ["number": 8])]], Made.key(Made.expectation(alternative)))
    #expect(trial.outcome == .correct)
    #expect(trial.calls.map(\.matched) == ["calls[1]", "calls[0]"])
  }

  @Test func aRequiredCallGoesBeforeAnOptionalOne() {
    let alternative = Alternative(
      groups: [[Made.expected("get", Self.named("number", 7))]], optional: [Made.expected("get", path: "optional[0]")])
    let key = Made.key(Made.expectation(alternative))
    let both = Made.judged([[Made.call("get", ["number": 8]), Made.call("get", ["number": 7])]], key)
    #expect(both.calls.map(\.matched) == ["optional[0]", "calls[0]"])
    let one = Made.judged([[Made.call("get", ["number": 8])]], key)
    #expect(one.calls.map(\.matched) == ["calls[0]"])
    #expect(one.outcome == .badArgs)
  }

  @Test func amongEqualsKeepsTheOrder() {
    let key = Made.key(Made.expectation(Made.alternative(["a", "b", "a"], .inOrder)))
    let trial = Made.judged([[Made.call("a")], [Made.call("b")], [Made.call("a")]], key)
    #expect(trial.outcome == .correct)
    #expect(trial.calls.map(\.matched) == ["calls[0]", "calls[1]", "calls[2]"])
  }

  @Test(arguments: [
    (["a", "b"], true), (["b", "a"], false), (["a", "c", "b"], true), (["c", "b", "a", "c"], false),
  ])
  func optionalCallsStandAnywhereInOrder(_ calls: [String], _ isRight: Bool) {
    let key = Made.key(Made.expectation(Made.alternative(["a", "b"], optional: ["c"], .inOrder)))
    #expect(Made.judged([calls.map { Made.call($0) }], key).outcome == (isRight ? .correct : .wrongOrder))
  }

  @Test(
    arguments: [
      ([["a", "b"], ["c"]], Outcome.correct), ([["b"], ["a"], ["c"]], .correct), ([["b", "a", "c"]], .wrongOrder),
      ([["a"], ["c", "b"]], .wrongOrder),
      ([["c"], ["a", "b"]], .wrongOrder), ([["a", "b"]], .missingCall),
      ([["d"], ["a"], ["b"], ["d"], ["c"]], .correct),
    ] as [([[String]], Outcome)])
  func groupsComeInAnswersOfTheirOwn(_ turns: [[String]], _ outcome: Outcome) {
    let groups = [
      [Made.expected("a", path: "calls[0][0]"), Made.expected("b", path: "calls[0][1]")],
      [Made.expected("c", path: "calls[1][0]")],
    ]
    let key = Made.key(
      Made.expectation(Alternative(groups: groups, optional: [Made.expected("d", path: "optional[0]")], order: .groups))
    )
    #expect(Made.judged(turns.map { $0.map { Made.call($0) } }, key).outcome == outcome)
  }

  @Test func searchesForAnAssignmentThatKeepsTheGroups() {
    // The first `a` could meet either group; only one way keeps the order.
    let groups = [
      [Made.expected("a", path: "calls[0][0]"), Made.expected("b", path: "calls[0][1]")],
      [Made.expected("a", path: "calls[1][0]")],
    ]
    let key = Made.key(Made.expectation(Alternative(groups: groups, order: .groups)))
    let right = Made.judged([[Made.call("b")], [Made.call("a")], [Made.call("a")]], key)
    #expect(right.outcome == .correct)
    #expect(right.calls.map(\.matched) == ["calls[0][1]", "calls[0][0]", "calls[1][0]"])
    #expect(Made.judged([[Made.call("a"), Made.call("a")], [Made.call("b")]], key).outcome == .wrongOrder)
  }

  @Test(
    arguments: [
      (["a", "b"], Outcome.correct), (["a", "b", "c", "c"], .correct), (["d", "a", "d", "b", "zz"], .correct),
      (["c", "a", "b"], .wrongTool),
      (["b", "a"], .wrongOrder), (["a", "c", "b"], .wrongTool), (["a"], .missingCall), ([], .missingCall),
      (["a", "zz"], .unknownTool),
    ] as [([String], Outcome)])
  func firstLooksAtTheFirstCallsOnly(_ calls: [String], _ outcome: Outcome) {
    let key = Made.key(Made.expectation(Made.alternative(["a", "b"], optional: ["d"], .first)))
    #expect(Made.judged([calls.map { Made.call($0) }], key).outcome == outcome)
  }

  @Test func whatFollowsTheFirstCallsIsNotJudgedButForbidden() {
    let key = Made.key(Made.expectation(Made.alternative(["a"], .first)), forbidden: [CallPattern(tool: "d")])
    let fine = Made.judged([[Made.call("a"), Made.call("b"), Made.malformed("c")]], key)
    #expect(fine.outcome == .correct)
    #expect(fine.calls.map(\.role) == [.required, .unjudged, .unjudged])
    #expect(fine.confusion == [.init(gold: "a", predicted: "a", weight: 1)])
    #expect(Made.judged([[Made.call("a"), Made.call("d")]], key).outcome == .forbiddenTool)
  }

  @Test(arguments: [
    (0, Outcome.missingCall), (1, .missingCall), (2, .correct), (3, .correct), (4, .extraCall),
  ])
  func timesBoundsARequiredCall(_ calls: Int, _ outcome: Outcome) {
    let expected = Made.expected("a", times: .init(min: 2, max: 3))
    let key = Made.key(Made.expectation(Alternative(groups: [[expected]])))
    let trial = Made.judged([Array(repeating: Made.call("a"), count: calls)], key)
    #expect(trial.outcome == outcome)
    #expect(trial.calls.count { $0.role == .required } == min(calls, 2))
  }

  @Test func timesWithoutAnEndTakesEveryCall() {
    let key = Made.key(Made.expectation(Alternative(groups: [[Made.expected("a", times: .init(min: 0, max: nil))]])))
    #expect(Made.judged([[]], key).outcome == .correct)
    #expect(Made.judged([Array(repeating: Made.call("a"), count: 300)], key).outcome == .correct)
  }

  @Test func severalToolsMayMeetOneExpectedCall() {
    let expected = ExpectedCall(patterns: [CallPattern(tool: "a"), CallPattern(tool: "b")], path: "calls[0]")
    let key = Made.key(Made.expectation(Alternative(groups: [[expected]])))
    #expect(Made.judged([[Made.call("b")]], key).confusion == [.init(gold: "b", predicted: "b", weight: 1)])
    #expect(Made.judged([[Made.call("c")]], key).confusion == [.init(gold: "a", predicted: "c", weight: 1)])
  }

  @Test func mergedToolsAreToldApartByWhatIsAdded() {
    let names = NameMap([
      "read": .init(to: "issue", add: ["method": "get"]), "comments": .init(to: "issue", add: ["method": "comments"]),
    ])
    let expectation = names.translated(Made.expectation(Made.alternative(["read"])))
    let key = Made.key(expectation, names: names, tools: [Made.tool("issue", ["method"])])
    let right = Made.judged([[Made.call("issue", ["method": "get"])]], key)
    #expect(right.outcome == .correct && right.calls[0].tool == "read")
    let wrong = Made.judged([[Made.call("issue", ["method": "comments"])]], key)
    #expect(wrong.outcome == .badArgs && wrong.nameExact)
    #expect(wrong.calls[0].mismatches.map(\.at) == ["/method"])
  }
}
