import OrderedJSON
import Testing

@Suite struct JSONEqualityTests {
  @Test func objectsAreEqualWhateverTheOrderOfTheirMembers() {
    let left: JSON = ["a": 1, "b": [1, 2]]
    let right: JSON = ["b": [1, 2], "a": 1]
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
  }

  @Test(arguments: [
    ("{\"a\":1}", "{\"a\":2}"), ("{\"a\":1}", "{\"b\":1}"), ("{\"a\":1}", "{\"a\":1,\"b\":1}"), ("[1,2]", "[2,1]"),
    ("\"é\"", "\"e\u{301}\""), ("0", "false"), ("1", "true"), ("null", "false"), ("\"1\"", "1"), ("[]", "{}"),
    ("{\"é\":1}", "{\"e\u{301}\":1}"), ("9007199254740993", "9007199254740992"),
  ])
  func differs(_ left: String, _ right: String) throws {
    #expect(try JSON(parsing: left) != JSON(parsing: right))
  }
}
