import OrderedJSON
import Testing

struct JSONTextTests {
  @Test(arguments: [
    (#"{"b":["ab",{"b":1.50}],"n":120,"t":true,"z":null}"#, #"{"B":["aB",{"B":1.50}],"n":120,"t":true,"z":null}"#),
    (#"[1e5,"1e5"]"#, #"["1E5","1E5"]"#), (#""b""#, #""B""#),
    // Members keep their places.
    (#"{"x":1,"b":2,"a":3}"#, #"{"x":1,"B":2,"a":3}"#),
  ])
  func changesEveryText(json: String, expected: String) throws {
    let changed = try JSON(parsing: json).mapText { $0.replacing("b", with: "B").replacing("e", with: "E") }
    #expect(changed.compact == expected)
  }
}
