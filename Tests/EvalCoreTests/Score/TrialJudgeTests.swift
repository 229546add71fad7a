import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct TrialJudgeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: CaseExpectation
    var forbidden: [String] = []
    var allowExtra = false
    let turns: [[ModelCall]]
    var text: String?
    var finish = ModelAnswer.Finish.stop
    /// In order; empty for correct.
    let outcomes: [Outcome]

    var testDescription: String { name }
  }

  static let a = Made.expectation(Made.alternative(["a"]))
  static let none = Made.expectation(.none)

  static let rows: [Row] = [
    Row(name: "right", expected: a, turns: [[Made.call("a")]], outcomes: []),
    Row(name: "right abstention", expected: none, turns: [[]], text: "You are welcome", outcomes: []),
    Row(name: "refusing to call nothing is right", expected: none, turns: [[]], finish: .refused, outcomes: []),
    Row(name: "another tool", expected: a, turns: [[Made.call("b")]], outcomes: [.wrongTool]),
    Row(name: "one more", expected: a, turns: [[Made.call("a"), Made.call("b")]], outcomes: [.extraCall]),
    Row(name: "twice", expected: a, turns: [[Made.call("a")], [Made.call("a")]], outcomes: [.extraCall]),
    Row(
      name: "one more allowed", expected: a, allowExtra: true, turns: [[Made.call("a"), Made.call("b")]], outcomes: []),
    Row(name: "only an allowed one", expected: a, allowExtra: true, turns: [[Made.call("b")]], outcomes: [.wrongTool]),
    Row(name: "nothing", expected: a, turns: [[]], text: "Let me see", outcomes: [.missingCall]),
    Row(name: "no answer at all", expected: a, turns: [], outcomes: [.missingCall]),
    Row(name: "not none", expected: none, turns: [[Made.call("a")]], outcomes: [.unexpectedCall]),
    Row(name: "not none, but allowed", expected: none, allowExtra: true, turns: [[Made.call("a")]], outcomes: []),
    Row(name: "unknown", expected: a, turns: [[Made.call("zz")]], outcomes: [.unknownTool, .missingCall]),
    Row(
      name: "unknown beside the right one", expected: a, allowExtra: true, turns: [[Made.call("a"), Made.call("zz")]],
      outcomes: [.unknownTool]),
    Row(
      name: "unknown where none", expected: none, turns: [[Made.call("zz")]], outcomes: [.unknownTool, .unexpectedCall]),
    Row(
      name: "unknown where none, extra allowed", expected: none, allowExtra: true, turns: [[Made.call("zz")]],
      outcomes: [.unknownTool, .unexpectedCall]),
    Row(name: "malformed", expected: a, turns: [[Made.malformed("a")]], outcomes: [.malformedCall, .missingCall]),
    Row(
      name: "malformed beside the right one", expected: a, allowExtra: true,
      turns: [[Made.malformed("a"), Made.call("a")]],
      outcomes: [.malformedCall]),
    Row(name: "unparsable", expected: a, turns: [[]], finish: .unparsable, outcomes: [.malformedCall, .missingCall]),
    Row(
      name: "unparsable where none", expected: none, turns: [[]], finish: .unparsable,
      outcomes: [.malformedCall, .unexpectedCall]),
    Row(
      name: "malformed and unknown", expected: a, turns: [[Made.call("zz"), Made.malformed("a")]],
      outcomes: [.malformedCall, .unknownTool, .missingCall]),
    Row(
      name: "forbidden", expected: a, forbidden: ["d"], turns: [[Made.call("d")]],
      outcomes: [.forbiddenTool, .wrongTool]),
    Row(
      name: "forbidden beside the right one", expected: a, forbidden: ["d"], allowExtra: true,
      turns: [[Made.call("a"), Made.call("d")]], outcomes: [.forbiddenTool]),
    Row(
      name: "forbidden though expected", expected: a, forbidden: ["a"], turns: [[Made.call("a")]],
      outcomes: [.forbiddenTool]),
    Row(
      name: "forbidden and malformed", expected: a, forbidden: ["d"], turns: [[Made.malformed("d")]],
      outcomes: [.forbiddenTool, .malformedCall, .missingCall]),
    Row(
      name: "forbidden and unknown", expected: none, forbidden: ["d"], turns: [[Made.call("zz"), Made.call("d")]],
      outcomes: [.forbiddenTool, .unknownTool, .unexpectedCall]),
    Row(name: "cut off", expected: a, turns: [[]], finish: .length, outcomes: [.truncated, .missingCall]),
    Row(name: "cut off after the call", expected: a, turns: [[Made.call("a")]], finish: .length, outcomes: []),
    Row(
      name: "cut off after the wrong call", expected: a, turns: [[Made.call("b")]], finish: .length,
      outcomes: [.wrongTool, .truncated]),
    Row(name: "refused", expected: a, turns: [[]], finish: .refused, outcomes: [.refused, .missingCall]),
    Row(
      name: "in text", expected: a, turns: [[]], text: "{\"name\": \"a\", \"arguments\": {}}",
      outcomes: [.callInText, .missingCall]),
    Row(
      name: "in text and cut off", expected: a, turns: [[]], text: "{\"name\": \"a\"}", finish: .length,
      outcomes: [.truncated, .callInText, .missingCall]),
    Row(
      name: "in text and refused", expected: a, turns: [[]], text: "{\"name\": \"a\"}", finish: .refused,
      outcomes: [.refused, .callInText, .missingCall]),
    Row(name: "in text where none", expected: none, turns: [[]], text: "{\"name\": \"a\"}", outcomes: []),
    Row(
      name: "wrong order", expected: Made.expectation(Made.alternative(["a", "b"], .inOrder)),
      turns: [[Made.call("b")], [Made.call("a")]], outcomes: [.wrongOrder]),
    Row(
      name: "wrong order and bad arguments",
      expected: Made.expectation(
        Alternative(
          groups: [[Made.expected("a", path: "calls[0]"), Made.expected("get", path: "calls[1]")]], order: .inOrder)),
      turns: [[Made.call("get")], [Made.call("a")]], outcomes: [.wrongOrder, .badArgs]),
    Row(
      name: "wrong order and one missing", expected: Made.expectation(Made.alternative(["a", "b", "c"], .inOrder)),
      turns: [[Made.call("b")], [Made.call("a")]], outcomes: [.missingCall, .wrongOrder]),
    Row(
      name: "bad arguments and one more", expected: Made.expectation(Made.alternative(["get"])),
      turns: [[Made.call("get"), Made.call("a")]], outcomes: [.extraCall, .badArgs]),
  ]

  @Test(arguments: rows) func givesTheFirstOutcomeAndListsAllThatApply(_ row: Row) {
    let key = Made.key(row.expected, forbidden: row.forbidden.map { CallPattern(tool: $0) }, allowExtra: row.allowExtra)
    let trial = Made.judged(row.turns, key, text: row.text, finish: row.finish)
    #expect(trial.reasons.map(\.outcome) == row.outcomes, "\(trial.reasons)")
    #expect(trial.outcome == row.outcomes.first ?? .correct)
    #expect(trial.isCorrect(.calls) == row.outcomes.isEmpty)
    #expect(trial.reasons.map(\.outcome) == trial.reasons.map(\.outcome).sorted())
    #expect(trial.nameExact == row.outcomes.allSatisfy { $0 == .badArgs })
  }

  @Test(arguments: [
    (EndpointFailure(.timeout, message: "after 30 s"), Outcome.infraError),
    (EndpointFailure(.notShown, message: "no tools"), .notShown),
    (EndpointFailure(.notHeld, message: "prose in place of a call"), .infraError),
    (EndpointFailure(.noScript, message: "no line"), .infraError),
  ])
  func anEndpointFailureIsNeverScored(_ failure: EndpointFailure, _ outcome: Outcome) {
    var transcript = Made.transcript([[Made.call("a")]])
    transcript.failure = failure
    transcript.stopped = .failure
    let trial = JudgedTrial(transcript, key: Made.key(Self.a))
    #expect(trial.outcome == outcome)
    #expect(!trial.outcome.isScored && !trial.fullExact && !trial.nameExact && trial.confusion.isEmpty)
    guard case .endpointFailed(failure.class.rawValue, failure.message)? = trial.reasons.first?.cause else {
      Testing.Issue.record("\(trial.reasons)")
      return
    }
  }

  @Test(arguments: [Stop.failure, .deadline]) func aTrialThatWasStoppedIsNeverScored(_ stop: Stop) {
    var transcript = Made.transcript([[Made.call("a")]])
    transcript.stopped = stop
    #expect(JudgedTrial(transcript, key: Made.key(Self.a)).outcome == .infraError)
  }

  @Test func stoppingAtTheLastTurnIsNoFailure() {
    var transcript = Made.transcript([[Made.call("a")]])
    transcript.stopped = .turns
    #expect(JudgedTrial(transcript, key: Made.key(Self.a)).outcome == .correct)
  }

  @Test func namesFourKindsOfBadArguments() throws {
    let rule = ArgumentRule.named([.init("query", .contains("login")), .init("state", .equals("open"))])
    let key = Made.key(Made.expectation(Alternative(groups: [[Made.expected("find", rule)]])))
    let trial = Made.judged([[Made.call("find", ["state": 7, "label": "x"])]], key)
    #expect(trial.outcome == .badArgs)
    let mismatches = trial.calls[0].mismatches
    #expect(
      mismatches.map { "\($0.kind.rawValue) \($0.at)" } == [
        "value /query", "value /state", "hallucinated /label", "missing /query", "schema /state",
      ])
    #expect(trial.reasons.count == 5)
    #expect(mismatches[0].detail == "expected a text with 'login', but it is absent")
    #expect(trial.nameExact && !trial.fullExact && trial.argumentScore == 0)
  }

  @Test func aToolWithoutASchemaTakesAnything() {
    let tool = Tool(["name": "free"])!
    let key = Made.key(Made.expectation(Made.alternative(["free"])), tools: [tool])
    #expect(Made.judged([[Made.call("free", ["anything": 1])]], key).outcome == .correct)
  }

  @Test func argumentsDoNotCountWhereToolsAreJudged() {
    let key = Made.key(Made.expectation(Made.alternative(["get"])), strictness: .tools)
    let trial = Made.judged([[Made.call("get")]], key)
    #expect(trial.outcome == .correct && trial.reasons.isEmpty)
    #expect(trial.isCorrect(.tools) && !trial.isCorrect(.calls))
    #expect(trial.calls[0].mismatches.map(\.kind) == [.missing])
  }

  @Test func aForbiddenCallMayDependOnItsArguments() {
    let forbidden = [CallPattern(tool: "get", arguments: .named([.init("number", .equals(7))]))]
    let key = Made.key(Made.expectation(Made.alternative(["get"])), forbidden: forbidden)
    #expect(Made.judged([[Made.call("get", ["number": 7])]], key).outcome == .forbiddenTool)
    #expect(Made.judged([[Made.call("get", ["number": 8])]], key).outcome == .correct)
    #expect(Made.judged([[Made.malformed("get")]], key).outcome == .malformedCall)
  }

  @Test func anEmptyOptionalAlternativeTakesBoth() {
    let key = Made.key(Made.expectation(Made.alternative([], optional: ["a"])))
    #expect(Made.judged([[]], key).outcome == .correct)
    let trial = Made.judged([[Made.call("a"), Made.call("a")]], key)
    #expect(trial.outcome == .correct && !trial.goldIsNone && trial.confusion.isEmpty)
    #expect(trial.calls.map(\.matched) == ["optional[0]", "optional[0]"])
    #expect(trial.calls.map(\.role) == [.optional, .optional])
    #expect(Made.judged([[Made.call("b")]], key).outcome == .extraCall)
  }

  @Test func thousandsOfCallsAreJudgedAllTheSame() {
    let times = ExpectedCall.Times(min: 3, max: 1_000_000_000)
    let alternative = Alternative(
      groups: [[Made.expected("a", times: times, path: "calls[0]"), Made.expected("b", path: "calls[1]")]],
      order: .inOrder)
    let calls = (0..<2_000).map { Made.call($0 % 2 == 0 ? "a" : "c") } + [Made.call("b")]
    let trial = Made.judged([calls], Made.key(Made.expectation(alternative)))
    #expect(trial.outcome == .extraCall)
    #expect(trial.calls.count { $0.matched == "calls[0]" } == 1_000)
    let demanding = Alternative(groups: [[Made.expected("a", times: .init(min: .max, max: nil))]])
    #expect(Made.judged([calls], Made.key(Made.expectation(demanding))).outcome == .wrongTool)
  }
}
