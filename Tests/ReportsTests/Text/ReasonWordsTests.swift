import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import Reports

struct ReasonWordsTests {
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
      details: ["'zz' is not one of the tools offered"]),
    Row(
      expected: Made.expectation(Made.alternative(["a"])), calls: [Made.call("a"), Made.malformed("b")],
      details: ["'b' was called with arguments that are not an object: expected an object, found '['"]),
    Row(
      expected: Made.expectation(Made.alternative(["a", "b"], .inOrder)), calls: [Made.call("b"), Made.call("a")],
      details: ["expected 'a' before 'b', found 'b', 'a'"]),
    Row(
      expected: Made.expectation(Made.alternative(["find"])), calls: [Made.call("find", ["label": 1])],
      details: [
        "'find' at /label: the schema of 'find' declares no argument 'label'",
        "'find' at /query: the schema of 'find' requires 'query'",
      ]),
  ]

  private static func lookup(_ key: String, times: ExpectedCall.Times? = nil) -> ExpectedCall {
    Made.expected("a", .named([NamedMatcher("key", .equals(.string(key)))]), times: times)
  }

  private static func called(_ keys: String...) -> [ModelCall] { keys.map { Made.call("a", ["key": .string($0)]) } }

  private static func expected(
    _ calls: [ExpectedCall], optional: [ExpectedCall] = [], _ order: Alternative.Order = .any
  ) -> CaseExpectation {
    Made.expectation(
      Alternative(groups: order == .groups ? calls.map { [$0] } : [calls], optional: optional, order: order))
  }

  /// The calls beside must not contradict a sentence: tools that were called, but too often, too seldom, in another order.
  static let repeated: [Row] = [
    Row(
      expected: expected([lookup("x")]), calls: called("x", "x"), details: ["'a' was called 2 times, expected once"]),
    Row(
      expected: expected([lookup("x"), lookup("y")]), calls: called("x", "y", "z"),
      details: ["'a' was called 3 times, expected 2 times"]),
    Row(
      expected: expected([Made.expected("a", times: .init(min: 1, max: 2))]), calls: called("x", "y", "z"),
      details: ["'a' was called 3 times, expected at most 2 times"]),
    Row(
      expected: expected([either]), calls: [Made.call("a"), Made.call("b")],
      details: ["'b' was called too, expected only one of 'a' or 'b'"]),
    Row(
      expected: expected([Made.expected("a")]), calls: [Made.call("a"), Made.call("a"), Made.call("c")],
      details: ["'c' was called, which is neither expected nor optional", "'a' was called 2 times, expected once"]),
    Row(
      expected: Made.expectation(Made.alternative(["a"]), Made.alternative(["b"])),
      calls: [Made.call("a"), Made.call("b")], details: ["'b' was called too, which only another alternative expects"]),
    Row(
      expected: Made.expectation(.none, Made.alternative(["a"])), calls: [Made.call("c")],
      details: ["expected no call or 'a', 'c' was called"]),
    Row(
      expected: expected([lookup("x"), lookup("y")]), calls: called("x"),
      details: ["expected 'a' with key 'y', which was not called"]),
    Row(
      expected: expected([lookup("x"), lookup("x")]), calls: called("x"),
      details: ["expected one more call of 'a' with key 'x'"]),
    Row(
      expected: expected([Made.expected("a", times: .init(min: 3, max: nil))]), calls: called("x"),
      details: ["expected 2 more calls of 'a'"]),
    Row(
      expected: expected([Made.expected("a"), Made.expected("b")]), calls: [],
      details: ["expected 'a', 'b', which was not called"]),
    Row(
      expected: expected([lookup("x"), lookup("y")]), calls: called("x") + [Made.call("c")],
      details: ["expected 'a' with key 'y', 'c' was called instead"]),
    Row(
      expected: expected([Made.expected("a")]), calls: [Made.malformed("a")],
      details: [
        "'a' was called with arguments that are not an object: expected an object, found '['",
        "expected a call of 'a' that can be read",
      ]),
    Row(
      expected: expected([Made.expected("a")], .first), calls: [Made.call("b"), Made.call("a")],
      details: ["expected 'a' among the first calls, 'b' was called instead"]),
    Row(
      expected: expected([lookup("x"), lookup("y")], .inOrder), calls: called("y", "x"),
      details: ["expected 'a' with key 'x' before 'a' with key 'y', found 'a' with key 'y', 'a' with key 'x'"]),
    Row(
      expected: expected([Made.expected("a"), Made.expected("b")], .groups), calls: [Made.call("a"), Made.call("b")],
      details: ["expected each group in an answer after the group before it, found 'a' in answer 1, 'b' in answer 1"]),
  ]

  @Test(arguments: repeated) func theCallsDoNotContradictIt(_ row: Row) {
    #expect(Made.judged([row.calls], Made.key(row.expected)).reasons.details == row.details)
  }

  @Test func aCallThatIsForbiddenForItsArgumentsIsToldSo() {
    let forbidden = CallPattern(tool: "a", arguments: .named([NamedMatcher("key", .equals("x"))]))
    let key = Made.key(Self.expected([Made.expected("a")]), forbidden: [forbidden])
    #expect(
      Made.judged([Self.called("x")], key).reasons.details
        == ["'a' was called with arguments that the case forbids"])
  }

  @Test(arguments: rows) func saysWhatWasExpectedAndFound(_ row: Row) {
    let key = Made.key(row.expected, forbidden: row.forbidden.map { CallPattern(tool: $0) })
    #expect(Made.judged([row.calls], key).reasons.details == row.details)
  }

  @Test func staysShortWhateverAModelWrites() {
    let long = String(repeating: "x", count: 100_000)
    let calls = (0..<200).map { Made.call("\(long)\($0)", [long: .string(long)]) }
    let trial = Made.judged([calls], Made.key(Made.expectation(Made.alternative(["a"]))))
    #expect(trial.reasons.count == 11)
    #expect(trial.reasons.allSatisfy { $0.detail.count < 500 })
  }
}
