import EvalCore
import OrderedJSON
import TestSupport
import Testing

/// Trials of cases that the leaderboard's rules decide.
struct BFCLTrialTests {
  private static let roses = MadeBFCL.call(["bed": "string"], required: ["bed"], ["bed": ["roses"]], tool: "a")
  private static let beans = MadeBFCL.call(["bed": "string"], required: ["bed"], ["bed": ["beans"]], tool: "a")
  private static let either = MadeBFCL.call(["bed": "string"], ["bed": ["roses", "beans"]], tool: "a")

  private static func expectation(_ rule: BFCLRule, _ calls: BFCLCall...) -> CaseExpectation {
    let expected = calls.enumerated().map { Made.expected($1.tool, .bfcl($1), path: "~bfcl.ground_truth[\($0)]") }
    return CaseExpectation(
      alternatives: [Alternative(groups: expected.isEmpty ? [] : [expected])],
      bfcl: BFCLExpectation(rule: rule, calls: calls), source: .null)
  }

  private static func a(_ bed: String) -> ModelCall { Made.call("a", ["bed": .string(bed)]) }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: CaseExpectation
    let calls: [ModelCall]
    /// In order; empty for correct.
    let outcomes: [Outcome]

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "right", expected: expectation(.simple, roses), calls: [a("Roses.")], outcomes: []),
    Row(name: "another value", expected: expectation(.simple, roses), calls: [a("weeds")], outcomes: [.badArgs]),
    Row(name: "another tool", expected: expectation(.simple, roses), calls: [Made.call("b")], outcomes: [.wrongTool]),
    Row(name: "nothing", expected: expectation(.simple, roses), calls: [], outcomes: [.missingCall]),
    Row(name: "twice", expected: expectation(.simple, roses), calls: [a("roses"), a("roses")], outcomes: [.extraCall]),
    Row(
      name: "no such tool", expected: expectation(.multiple, roses), calls: [Made.call("zz")],
      outcomes: [.unknownTool, .missingCall]),
    Row(
      name: "malformed beside the right one", expected: expectation(.simple, roses),
      calls: [a("roses"), Made.malformed("a")], outcomes: [.malformedCall]),
    Row(
      name: "in the other order", expected: expectation(.parallel, roses, beans), calls: [a("beans"), a("roses")],
      outcomes: []),
    Row(
      name: "one of two", expected: expectation(.parallel, roses, beans), calls: [a("beans")], outcomes: [.missingCall]),
    Row(
      name: "the loose one takes what the strict one needs", expected: expectation(.parallel, either, roses),
      calls: [a("roses"), a("beans")], outcomes: [.badArgs]),
    Row(name: "none is right", expected: expectation(.irrelevance), calls: [], outcomes: []),
    Row(
      name: "none would be right", expected: expectation(.irrelevance), calls: [Made.call("b")],
      outcomes: [.unexpectedCall]),
    Row(
      name: "what is not well-formed is no call", expected: expectation(.irrelevance), calls: [Made.malformed("a")],
      outcomes: []),
  ]

  @Test(arguments: rows) func theCheckerDecidesAndTheFirstOutcomeIsGiven(_ row: Row) {
    let trial = Made.judged([row.calls], Made.key(row.expected))
    #expect(trial.reasons.map(\.outcome) == row.outcomes, "\(trial.reasons)")
    #expect(trial.fullExact == row.outcomes.isEmpty)
    #expect(trial.nameExact == row.outcomes.allSatisfy { $0 == .badArgs })
  }

  @Test func aRefusedCallSaysWhyInTheCheckersWords() {
    let trial = Made.judged([[Self.a("weeds")]], Made.key(Self.expectation(.simple, Self.roses)))
    #expect(trial.calls.map(\.matched) == ["~bfcl.ground_truth[0]"])
    #expect(trial.calls[0].mismatches.map(\.at) == ["/bed"])
    #expect(trial.calls[0].mismatches.map(\.detail) == ["expected 'roses' for 'bed', found 'weeds'"])
    #expect(trial.confusion == [ConfusionCell(gold: "a", predicted: "a", weight: 1)])
  }

  /// The schema says `integer`, and JSON Schema takes 7.0 for one.
  @Test func theSchemaOfTheServedToolHasNoSay() {
    let number = MadeBFCL.call(["number": "integer"], ["number": [7]], tool: "get")
    let key = Made.key(Self.expectation(.simple, number))
    let float = JSON.number(JSONNumber(uncheckedText: "7.0"))
    #expect(Made.judged([[Made.call("get", ["number": float])]], key).outcome == .badArgs)
    let text = MadeBFCL.call(["number": "string"], ["number": ["seven"]], tool: "get")
    #expect(
      Made.judged([[Made.call("get", ["number": "Seven"])]], Made.key(Self.expectation(.simple, text))).outcome
        == .correct)
  }

  @Test func whatIsNotWellFormedCountsAsNoCall() {
    let trial = Made.judged([[Made.malformed("a")]], Made.key(Self.expectation(.irrelevance)))
    #expect(!trial.madeCall && trial.goldIsNone && trial.fullExact)
    #expect(Made.judged([[Made.call("a")]], Made.key(Self.expectation(.irrelevance))).madeCall)
  }

  @Test func anyCallOfTheOfferedToolsIsRelevant() {
    let patterns = [CallPattern(tool: "a"), CallPattern(tool: "b")]
    let any = ExpectedCall(patterns: patterns, times: .init(min: 1, max: nil), path: "~bfcl")
    let expected = CaseExpectation(
      alternatives: [Alternative(groups: [[any]])], bfcl: BFCLExpectation(rule: .relevance), source: .null)
    for calls in [[Made.call("a")], [Made.call("b"), Made.call("b")], [Made.call("zz")]] {
      let trial = Made.judged([calls], Made.key(expected))
      #expect(trial.outcome == .correct && trial.nameExact && trial.fullExact && trial.madeCall)
    }
    #expect(Made.judged([[]], Made.key(expected)).outcome == .missingCall)
  }

  @Test func aForbiddenCallIsNotRight() {
    let key = Made.key(Self.expectation(.simple, Self.roses), forbidden: [CallPattern(tool: "a")])
    let trial = Made.judged([[Self.a("roses")]], key)
    #expect(trial.outcome == .forbiddenTool && !trial.fullExact)
  }

  @Test func aModelWithoutArgumentsIsJudgedByItsTools() {
    let trial = Made.judged([[Made.call("a")]], Made.key(Self.expectation(.simple, Self.roses), strictness: .tools))
    #expect(trial.outcome == .correct && trial.isCorrect(.tools) && !trial.isCorrect(.calls))
  }
}
