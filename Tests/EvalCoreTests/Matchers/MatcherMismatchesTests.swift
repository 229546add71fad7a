import EvalCore
import OrderedJSON
import Testing

struct MatcherMismatchesTests {
  struct Row: Sendable {
    let matcher: Matcher
    let value: JSON?
    let expected: [String]
  }

  static let rows: [Row] = [
    Row(matcher: .equals("closed"), value: "open", expected: [": expected 'closed', found 'open'"]),
    Row(matcher: .equals(7), value: "7", expected: [": expected 7, found '7'"]),
    Row(matcher: .equals(7), value: nil, expected: [": expected 7, but it is absent"]),
    Row(matcher: .absent, value: 1, expected: [": expected no such argument, found 1"]),
    Row(
      matcher: .anyOf([.equals("a"), .type(.integer)]), value: "b",
      expected: [": expected 'a' or an integer, found 'b'"]),
    Row(matcher: .not(.contains("x")), value: "xx", expected: [": expected anything but a text with 'x', found 'xx'"]),
    Row(
      matcher: .equals(["a": 1, "b": [1, 2]]), value: ["a": 2, "b": [1, 3], "c/d": 0],
      expected: ["/a: expected 1, found 2", "/b/1: expected 2, found 3", "/c~1d: expected no 'c/d', found 0"]),
    Row(matcher: .equals([1, 2]), value: [1], expected: [": expected [1,2], found [1]"]),
    Row(
      matcher: .subset([.init("a", .text("X"))]), value: ["b": 1],
      expected: ["/a: expected the text 'X' (case and spaces aside), but it is absent"]),
    Row(
      matcher: .all([.contains("a"), .contains("b")]), value: "b", expected: [": expected a text with 'a', found 'b'"]),
    Row(
      matcher: .number(.between(min: JSONNumber(1), max: nil)), value: 0,
      expected: [": expected a number of at least 1, found 0"]),
  ]

  @Test(arguments: rows) func namesThePlaceAndWhatWasExpectedAndFound(_ row: Row) {
    #expect(row.matcher.mismatches(row.value).map { "\($0.at): \($0.detail)" } == row.expected)
  }

  @Test func staysShortForHugeValues() {
    let huge = JSON.array((0..<100_000).map { JSON($0) })
    let mismatches = Matcher.anyOf(
      Array(repeating: .equals(.string(String(repeating: "x", count: 10_000))), count: 500)
    ).mismatches(huge)
    #expect(mismatches.count == 1)
    #expect(mismatches[0].detail.count < 400)
  }

  @Test func limitsTheMismatchesOfACall() {
    let arguments = JSONObject((0..<5_000).map { ("argument-\($0)", .null) })
    #expect(ArgumentRule.only([]).mismatches(arguments).count == 20)
  }

  @Test func onlyForbidsOtherArguments() {
    let rule = ArgumentRule.only([.init("a", .equals(1))])
    #expect(rule.accepts(["a": 1]))
    #expect(!rule.accepts(["a": 1, "b": 2]))
    #expect(rule.mismatches(["a": 1, "b": 2]).map(\.at) == ["/b"])
    #expect(ArgumentRule.named([.init("a", .equals(1))]).accepts(["a": 1, "b": 2]))
    #expect(ArgumentRule.whole(.object([])).accepts([:]))
  }
}

extension JSON {
  init(_ value: Int) { self = .number(JSONNumber(value)) }
}
