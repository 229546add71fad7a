import OrderedJSON
import Testing

@Suite struct JSONWriterTests {
  @Test func escapesOnlyWhatMustBe() {
    let value: JSON = "\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}é🎉\u{2028}"
    #expect(value.compact == #""\"\\/\b\t\n\f\r\u0000\u001f"# + "\u{7F}é🎉\u{2028}\"")
  }

  @Test func prettyPutsEachItemOnItsOwnLine() {
    let value: JSON = ["a": [1, [], nil], "b": [:], "c": ["d": true]]
    #expect(
      value.pretty() == """
        {
          "a": [
            1,
            [],
            null
          ],
          "b": {},
          "c": {
            "d": true
          }
        }
        """)
    #expect(JSON.array([1]).pretty(indent: 4) == "[\n    1\n]")
  }

  @Test func appendsToBytes() {
    var bytes = [UInt8]("data: ".utf8)
    JSON.array([1, "x"]).write(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "data: [1,\"x\"]")
  }
}

@Suite struct JSONExcerptTests {
  @Test(arguments: [
    ("\"abc\"", "'abc'"), ("\"abcdefghijk\"", "'abcdefghij…'"), ("3.50", "3.50"), ("null", "null"),
    ("[1,\"a\"]", "[1,\"a\"]"), ("[1,2,3,4,5,6,7]", "[1,2,3,4,5…"), ("{\"a\":{\"b\":1234567}}", "{\"a\":{\"b\":…"),
    ("12345678901234", "1234567890…"),
  ])
  func showsTheHeadOfAValue(_ text: String, _ expected: String) throws {
    #expect(try JSON(parsing: text).excerpt(limit: 10) == expected)
  }
}
