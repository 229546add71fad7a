import EvalCore
import OrderedJSON
import Testing

struct BFCLObjectCheckTests {
  typealias Row = (accepted: JSON, value: JSON, failure: String?)

  private static let five = JSON.number(JSONNumber(uncheckedText: "5.0"))

  @Test(
    arguments: [
      ([["a": [1, 2], "b": ["x"]]], ["b": "X.", "a": 2], nil), ([["a": [1]]], ["a": 2], "value_error:dict_value"),
      ([["a": [1]]], ["a": 1, "c": 1], "value_error:dict_key"),
      ([["a": [1], "b": [2]]], ["a": 1], "value_error:dict_key"),
      ([["a": [1], "b": [2, ""]]], ["a": 1], nil), ([["a": [1], "b": [2, ""]]], ["a": 1, "b": ""], nil),
      ([["a": [5]]], ["a": five], nil), ([["a": [true]]], ["a": 1], nil),
      ([["a": [1]]], ["a": nil], "value_error:dict_value"),
      ([["a": [["X"]]]], ["a": ["x"]], "value_error:dict_value"), ([["a": [["x", "y"]]]], ["a": ["x", "y"]], nil),
      ([["a": [["k": "v"]]]], ["a": ["k": "v"]], nil),
      ([["a": [["k": ["v"]]]]], ["a": ["k": "v"]], "value_error:dict_value"),
      ([["a": [1]], ["a": [2]]], ["a": 2], nil), (["", ["a": [1]]], ["a": 1], nil), ([[:]], [:], nil),
      ([["a": [""]]], [:], nil), ([["a": [1]], ""], [:], "value_error:dict_key"), ([""], [:], "dict_checker:unclear"),
    ] as [Row])
  func eachMemberIsAmongItsOptions(_ row: Row) {
    #expect(MadeBFCL.failure(of: row.value, type: "dict", accepted: row.accepted) == row.failure)
  }

  @Test(
    arguments: [
      ([[["a": [1]], ["a": [2]]]], [["a": 1], ["a": 2]], nil),
      ([[["a": [1]], ["a": [2]]]], [["a": 2], ["a": 1]], "value_error:dict_value"),
      ([[["a": [1]], ["a": [2]]]], [["a": 1]], "value_error:list_dict_count"),
      ([[["a": [1]]], [["a": [2]]]], [["a": 2]], nil), ([[["a": [1]]], ""], [], nil),
      ([[["a": [1]]]], [], "value_error:list_dict_count"),
      ([[["a": [1]]]], [["b": 1]], "value_error:dict_key"), ([[["a": [1]]]], [1], "type_error:nested"),
      ([[["a": ["x", ""]]]], [[:]], nil),
    ] as [Row])
  func listsOfObjectsHaveTheSameLengthAndOrder(_ row: Row) {
    #expect(MadeBFCL.failure(of: row.value, type: "array of dict", accepted: row.accepted) == row.failure)
  }
}
