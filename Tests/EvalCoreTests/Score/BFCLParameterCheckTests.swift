import EvalCore
import OrderedJSON
import Testing

/// Each row: the declared type, the accepted values, the value, and the leaderboard's word for what is wrong with it.
struct BFCLParameterCheckTests {
  typealias Row = (type: String, accepted: JSON, value: JSON, failure: String?)

  private static func number(_ text: String) -> JSON { .number(JSONNumber(uncheckedText: text)) }

  private static func check(_ row: Row) {
    #expect(MadeBFCL.failure(of: row.value, type: row.type, accepted: row.accepted) == row.failure)
  }

  private static let wrongType = "type_error:simple"

  @Test(
    arguments: [
      ("integer", [5], 5, nil), ("integer", [5], number("5.0"), wrongType), ("integer", [5], number("5e0"), wrongType),
      ("integer", [5], "5", wrongType), ("integer", [1], true, wrongType), ("integer", [5], nil, wrongType),
      ("float", [number("5.0")], 5, nil), ("float", [number("0.5")], number("5e-1"), nil),
      ("float", [number("1.0")], true, wrongType), ("float", [number("5.0")], "5.0", wrongType),
      ("boolean", [true], true, nil), ("boolean", [true], 1, wrongType), ("boolean", [true], "true", wrongType),
      ("string", ["5"], 5, wrongType), ("string", ["a"], nil, wrongType), ("string", ["a"], ["a"], wrongType),
      ("any", ["a"], "a", nil), ("any", ["5"], 5, wrongType), ("dict", [["a": [1]]], "a", wrongType),
      ("array of string", [["a"]], "a", wrongType), ("tuple of integer", [[1, 2]], [1, 2], nil),
      ("tuple of integer", [[1, 2]], ["0": 1], wrongType), ("integer", [""], 5, "value_error:others"),
      ("integer", [], 5, "value_error:others"),
    ] as [Row])
  func aTypeIsThatTypeAndNoOther(_ row: Row) { Self.check(row) }

  @Test(
    arguments: [
      ("array of integer", [[1, 2]], [1, 2], nil),
      ("array of integer", [[1, 2]], [1, number("2.0")], "type_error:nested"),
      ("array of integer", [[1, 2]], [1, "2"], "type_error:nested"),
      ("array of integer", [[1]], [nil], "type_error:nested"), ("array of integer", [[1]], [true], "type_error:nested"),
      ("array of float", [[number("1.0")]], [1], "type_error:nested"),
      ("array of float", [[1, 2]], [1, 2], nil), ("array of integer", [[1], ["a"]], ["a"], nil),
      ("array of integer", [[1], ""], ["a"], "value_error:list/tuple"),
      ("array of array", [[[1, 2]]], [["a"]], "value_error:list/tuple"),
      ("array", [["a"]], [1], "value_error:list/tuple"),
      ("array of string", ["many"], [1], "value_error:others"),
    ] as [Row])
  func elementsAreTypedOneLevelDeep(_ row: Row) { Self.check(row) }

  @Test(
    arguments: [
      ("integer", ["n", 5], "n", nil), ("integer", ["", "n"], "n", nil), ("integer", ["n"], "N", "value_error:others"),
      ("integer", ["n", 5], 5, nil), ("integer", ["n"], 5, "value_error:others"),
      ("integer", [5, "n"], "n", wrongType), ("string", [5], 5, nil), ("string", [5], number("5.0"), wrongType),
      ("string", [5], "5", "value_error:others"), ("array of string", ["names"], "names", nil),
      ("array of string", ["names"], "Names", "value_error:others"), ("dict", ["d"], "d", nil),
      ("float", [5], number("5.0"), nil), ("float", ["", nil], nil, nil),
      ("float", ["", nil], 5, "value_error:others"),
    ] as [Row])
  func anAnswerOfAnotherTypeIsAVariableAndComparedPlainly(_ row: Row) { Self.check(row) }

  @Test(
    arguments: [
      ("string", ["New York"], "new-york", nil), ("string", ["April 1, 2024"], "april 1 2024", nil),
      ("string", ["a_b*c^d/e.f,g"], "ABCDEFG", nil), ("string", ["5"], "-5", nil),
      ("string", ["say 'hi'"], "say \"hi\"", nil), ("string", ["a", "b"], "B", nil),
      ("string", ["a"], "a;", "value_error:string"), ("string", ["a"], "a:", "value_error:string"),
      ("string", ["a"], "a!", "value_error:string"), ("string", ["a"], "a?", "value_error:string"),
      ("string", ["f(x)"], "f x", "value_error:string"), ("string", ["a b"], "a\tb", "value_error:string"),
      ("string", ["a", ""], "", nil), ("string", ["a", ""], "-", nil), ("string", ["a"], "", "value_error:string"),
      ("string", ["\u{e9}"], "e\u{301}", "value_error:string"), ("string", ["ÉTÉ"], "été", nil),
      ("string", ["a", 5], "5", "value_error:string"),
    ] as [Row])
  func textsAreComparedWithoutSomePunctuationAndCase(_ row: Row) { Self.check(row) }

  @Test(
    arguments: [
      ("array of string", [["a", "b"]], ["A", "b."], nil),
      ("array of string", [["a", "b"]], ["b", "a"], "value_error:list/tuple"),
      ("array of string", [["a", "b"]], ["a"], "value_error:list/tuple"),
      ("array of string", [["a"], ["b"]], ["b"], nil), ("array of string", [["a"], ""], [], nil),
      ("array of string", [["a"]], [], "value_error:list/tuple"),
      ("array of array", [[["a"]]], [["a"]], nil), ("array of array", [[["a"]]], [["A"]], "value_error:list/tuple"),
      ("array of string", [["a"], "xy"], ["x", "Y"], nil),
      ("tuple of float", [[number("1.5"), number("2.0")]], [number("1.5"), number("2.00")], nil),
    ] as [Row])
  func listsAreEqualAsAWholeAndInOrder(_ row: Row) { Self.check(row) }

  @Test(
    arguments: [
      ("integer", [5, 6], 6, nil), ("integer", [5], 6, "value_error:others"),
      ("float", [number("0.1")], number("0.10000000000000001"), nil),
      ("float", [number("0.1")], number("0.1000001"), "value_error:others"),
      ("float", [number("1e3")], 1000, nil), ("boolean", [true], false, "value_error:others"),
      ("integer", [number("123456789012345678901234567890")], number("123456789012345678901234567890"), nil),
      (
        "integer", [number("123456789012345678901234567890")], number("123456789012345678901234567891"),
        "value_error:others"
      ),
    ] as [Row])
  func numbersAreEqualWithoutTolerance(_ row: Row) { Self.check(row) }
}
