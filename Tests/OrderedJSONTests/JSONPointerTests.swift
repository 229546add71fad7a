import OrderedJSON
import Testing

@Suite struct JSONPointerTests {
  /// The examples of RFC 6901, section 5.
  @Test(arguments: [
    ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"),
    ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
  ])
  func leadsToTheValue(_ text: String, _ expected: String) throws {
    let document = try JSON(
      parsing: #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#)
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(document[pointer: pointer]?.compact == expected)
    #expect(pointer.description == text)
    #expect(document[pointer: JSONPointer()] == document)
  }

  @Test(arguments: ["foo", "/~", "/~2", "/a~", "~0"])
  func refusesTextsThatAreNoPointer(_ text: String) {
    #expect(JSONPointer(parsing: text) == nil)
  }

  @Test(arguments: ["/foo/2", "/foo/01", "/foo/-", "/foo/+1", "/foo/", "/x", "/foo/0/x", "/foo/99999999999999999999"])
  func leadsNowhereWhereNothingIs(_ text: String) throws {
    let document: JSON = ["foo": ["bar", "baz"]]
    #expect(document[pointer: try #require(JSONPointer(parsing: text))] == nil)
  }

  @Test func tokensAreComparedByCodePoint() {
    #expect(JSONPointer(["é"]) != JSONPointer(["e\u{301}"]))
    #expect(JSONPointer(["a/b"]) != JSONPointer(["a", "b"]))
    #expect(JSONPointer().appending("a").appending(0) == JSONPointer(["a", "0"]))
    #expect(JSONPointer(["\u{301}x"]) == JSONPointer(parsing: "/\u{301}x"))
  }
}
