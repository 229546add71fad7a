import OrderedJSON
import Testing

@Suite struct JSONSourceMapTests {
  private let text = """
    {
      "tools": [
        {"name": "é", "a/b": 1},
        []
      ]
    }
    """

  @Test(
    arguments: [
      ("", "1:1", nil), ("/tools", "2:12", "2:3"), ("/tools/0", "3:5", nil), ("/tools/0/name", "3:14", "3:6"),
      ("/tools/0/a~1b", "3:26", "3:19"), ("/tools/1", "4:5", nil), ("/tools/2", nil, nil), ("/nothing", nil, nil),
      ("/tools/00", nil, nil), ("/tools/-", nil, nil),
    ] as [(String, String?, String?)])
  func givesThePlaceOfEachValueAndKey(_ pointer: String, _ value: String?, _ key: String?) throws {
    let (_, positions) = try JSON.parseWithPositions(text.utf8)
    let pointer = try #require(JSONPointer(parsing: pointer))
    #expect(positions.position(of: pointer)?.description == value)
    #expect(positions.keyPosition(of: pointer)?.description == key)
  }

  @Test func fallsBackToTheInnermostValueThatIsThere() throws {
    let (_, positions) = try JSON.parseWithPositions(text.utf8)
    #expect(positions.position(nearest: JSONPointer(["tools", "0", "description"])).description == "3:5")
    #expect(positions.position(nearest: JSONPointer(["x"])).description == "1:1")
  }

  @Test func theValueIsTheSameAsWithoutPositions() throws {
    #expect(try JSON.parseWithPositions(text.utf8).value.compact == JSON(parsing: text).compact)
  }

  @Test func offsetsAreBytes() throws {
    let (_, positions) = try JSON.parseWithPositions("[\"é\", 7]".utf8)
    #expect(positions.position(of: JSONPointer(["1"])) == JSONPosition(line: 1, column: 7, offset: 7))
  }
}
