import EvalCore
import LinearRegex
import OrderedJSON
import Testing

struct MatcherTests {
  /// A matcher, what it accepts and what it rejects; nil is absence.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let matcher: Matcher
    let accepts: [JSON?]
    let rejects: [JSON?]

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "any", matcher: .any, accepts: [nil, .null, 1, "x", [], [:]], rejects: []),
    Row(name: "present", matcher: .present, accepts: [.null, 1, ""], rejects: [nil]),
    Row(name: "absent", matcher: .absent, accepts: [nil], rejects: [.null, "", 0]),
    Row(
      name: "nothing", matcher: .nothing, accepts: [nil, .null, "", [], [:]],
      rejects: [0, false, " ", [.null], ["a": .null]]),
    Row(
      name: "equals number", matcher: .equals(7),
      accepts: [7, number("7.0"), number("70e-1"), number("0.7E1")],
      rejects: [nil, "7", 8, .bool(true), number("7.00000000000000000001")]),
    Row(
      name: "equals zero", matcher: .equals(0), accepts: [number("-0.0"), number("0e9")],
      rejects: [.bool(false), .null, "", nil]),
    Row(name: "equals true", matcher: .equals(true), accepts: [true], rejects: [1, "true", false, nil]),
    Row(name: "equals null", matcher: .equals(.null), accepts: [.null], rejects: [nil, "", 0, "null"]),
    Row(
      name: "equals string", matcher: .equals("caf\u{E9}"), accepts: ["caf\u{E9}", "cafe\u{301}"],
      rejects: ["Caf\u{E9}", "cafe", " caf\u{E9}", nil]),
    Row(
      name: "equals object", matcher: .equals(["a": 1, "b": [1, "\u{E9}"]]),
      accepts: [["b": [1.0, "e\u{301}"], "a": 1]],
      rejects: [["a": 1], ["a": 1, "b": [1, "\u{E9}"], "c": 0], ["a": 1, "b": ["\u{E9}", 1]], [["a", 1]]]),
    Row(
      name: "text", matcher: .text("  Login\tCrash "), accepts: ["login crash", "LOGIN\n\u{A0} crash"],
      rejects: ["login", "logincrash", nil, 7]),
    Row(
      name: "contains", matcher: .contains("Stra\u{DF}e"), accepts: ["in der STRASSE 7", "Hauptstra\u{DF}e"],
      rejects: ["strase", nil, ["stra\u{DF}e"]]),
    Row(name: "contains nothing", matcher: .contains(" "), accepts: ["", "x"], rejects: [nil, 1]),
    Row(
      name: "matches", matcher: .matches(try! LinearRegex("^a+$")), accepts: ["a", "aaa"],
      rejects: ["b", "ab", "", nil, 1]),
    Row(
      name: "near", matcher: .number(.near(JSONNumber(10), absolute: JSONNumber(uncheckedText: "0.1"))),
      accepts: [10, number("9.9"), number("10.1"), number("1.01e1")],
      rejects: [number("9.89999999999999999999"), number("10.1000000000000000001"), "10", nil]),
    Row(
      name: "near, relative",
      matcher: .number(.nearRelative(JSONNumber(-200), relative: JSONNumber(uncheckedText: "0.01"))),
      accepts: [-200, -198, -202], rejects: [number("-197.9"), number("-202.1"), 200]),
    Row(
      name: "between", matcher: .number(.between(min: JSONNumber(1), max: JSONNumber(9))),
      accepts: [1, 9, number("1.5")],
      rejects: [0, number("9.0000000000000000001"), number("1e400"), nil]),
    Row(
      name: "at least", matcher: .number(.between(min: JSONNumber(1), max: nil)), accepts: [1, number("1e400")],
      rejects: [0]),
    Row(
      name: "items", matcher: .items([.any, .equals("a"), .type(.number)]), accepts: [["a", 1, "x"], [1, 2, "a"]],
      rejects: [["a", "x", "y"], ["a", 1], ["a", 1, "x", "y"], nil, "a"]),
    Row(name: "no items", matcher: .items([]), accepts: [[]], rejects: [[1], nil]),
    Row(
      name: "subset", matcher: .subset([.init("a", .equals(1)), .init("b", .absent)]),
      accepts: [["a": 1], ["a": 1, "c": 2]], rejects: [["a": 1, "b": 2], [:], nil, [1]]),
    Row(
      name: "object", matcher: .object([.init("a", .equals(1)), .init("b", .any)]),
      accepts: [["a": 1], ["b": 2, "a": 1]], rejects: [["a": 1, "c": 2], ["b": 1], nil]),
    Row(
      name: "array", matcher: .array([.contains("x"), .any]), accepts: [["xy", 1]],
      rejects: [["xy"], [1, "xy"], ["xy", 1, 2], nil]),
    Row(
      name: "integer", matcher: .type(.integer), accepts: [1, number("1.0"), number("1e3")],
      rejects: [number("1.5"), "1"]),
    Row(name: "number", matcher: .type(.number), accepts: [1, number("1.5")], rejects: ["1", true, nil]),
    Row(name: "boolean", matcher: .type(.boolean), accepts: [true], rejects: [0, "true"]),
    Row(name: "null", matcher: .type(.null), accepts: [.null], rejects: [nil, ""]),
    Row(name: "string", matcher: .type(.string), accepts: [""], rejects: [1, nil]),
    Row(name: "array type", matcher: .type(.array), accepts: [[]], rejects: [[:]]),
    Row(name: "object type", matcher: .type(.object), accepts: [[:]], rejects: [[]]),
    Row(name: "any_of", matcher: .anyOf([.equals(1), .equals("x")]), accepts: [1, "x"], rejects: [2, nil]),
    Row(name: "any_of with absent", matcher: .anyOf([.equals(1), .absent]), accepts: [1, nil], rejects: [2, .null]),
    Row(name: "any_of with any_of", matcher: .anyOf([.anyOf([.nothing])]), accepts: [nil, ""], rejects: [1]),
    Row(name: "not", matcher: .not(.equals(1)), accepts: [2, .null], rejects: [1, nil]),
    Row(name: "not present", matcher: .not(.present), accepts: [], rejects: [nil, 1]),
    Row(name: "not absent", matcher: .not(.absent), accepts: [1], rejects: [nil]),
    Row(
      name: "all", matcher: .all([.contains("a"), .not(.contains("b"))]), accepts: ["a"], rejects: ["ab", "c", nil]),
    Row(
      name: "date", matcher: .date(DateMatcherTests.day(2025, 6, 30)),
      accepts: ["2025-06-30", "2025-06-30T23:59:59+14:00"],
      rejects: ["2025-07-01", 20_250_630, nil]),
  ]

  static func number(_ text: String) -> JSON { .number(JSONNumber(uncheckedText: text)) }

  @Test(arguments: rows) func acceptsJustWhatItSays(_ row: Row) {
    for value in row.accepts { #expect(row.matcher.accepts(value), "\(String(describing: value?.compact))") }
    for value in row.rejects { #expect(!row.matcher.accepts(value), "\(String(describing: value?.compact))") }
  }

  @Test(arguments: rows) func explainsEveryRejectionAndNothingElse(_ row: Row) {
    for value in Self.rows.flatMap({ $0.accepts + $0.rejects }) {
      #expect(
        row.matcher.mismatches(value).isEmpty == row.matcher.accepts(value), "\(String(describing: value?.compact))")
    }
  }
}
