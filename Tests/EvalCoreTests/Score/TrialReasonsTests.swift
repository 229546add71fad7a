import EvalCore
import OrderedJSON
import Testing

struct TrialReasonsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let expected: CaseExpectation
    var forbidden: [String] = []
    let calls: [ModelCall]
    let details: [String]

    var testDescription: String { details.joined(separator: "; ") }
  }

  static let either = ExpectedCall(patterns: [CallPattern(tool: "a"), CallPattern(tool: "b")], path: "calls[0]")

  static let rows: [Row] = [
    Row(
      expected: Made.expectation(Made.alternative(["a"])), calls: [], details: ["expected 'a', which was not called"]),
    Row(
      expected: Made.expectation(Alternative(groups: [[either]])),
      calls: [Made.call("c"), Made.call("c"), Made.call("d")],
      details: ["expected 'a' or 'b', 'c', 'd' was called instead"]),
    Row(
      expected: Made.expectation(Made.alternative(["a"])), calls: [Made.call("a"), Made.call("b")],
      details: ["'b' was called, which is neither expected nor optional"]),
    Row(expected: Made.expectation(.none), calls: [Made.call("a")], details: ["no call was expected, 'a' was called"]),
    Row(
      expected: Made.expectation(Made.alternative(["a"])), forbidden: ["a"], calls: [Made.call("a")],
      details: ["'a' was called, which the case forbids"]),
    Row(
      expected: Made.expectation(Made.alternative(["a"])), calls: [Made.call("a"), Made.call("zz")],
      details: ["'zz' is none of the offered tools"]),
    Row(
      expected: Made.expectation(Made.alternative(["a"])), calls: [Made.call("a"), Made.malformed("b")],
      details: ["'b' was called with arguments that are no object: expected an object, found '['"]),
    Row(
      expected: Made.expectation(Made.alternative(["a", "b"], .inOrder)), calls: [Made.call("b"), Made.call("a")],
      details: ["expected the order of the expectation, found 'b', 'a'"]),
    Row(
      expected: Made.expectation(Made.alternative(["find"])), calls: [Made.call("find", ["label": 1])],
      details: [
        "'find' at /label: the schema of 'find' declares no argument 'label'",
        "'find' at /query: the schema of 'find' requires 'query'",
      ]),
  ]

  @Test(arguments: rows) func saysWhatWasExpectedAndFound(_ row: Row) {
    let key = Made.key(row.expected, forbidden: row.forbidden.map { CallPattern(tool: $0) })
    #expect(Made.judged([row.calls], key).reasons.map(\.detail) == row.details)
  }

  @Test func staysShortWhateverAModelWrites() {
    let long = String(repeating: "x", count: 100_000)
    let calls = (0..<200).map { Made.call("\(long)\($0)", [long: .string(long)]) }
    let trial = Made.judged([calls], Made.key(Made.expectation(Made.alternative(["a"]))))
    #expect(trial.reasons.count == 11)
    #expect(trial.reasons.allSatisfy { $0.detail.count < 500 })
  }
}
