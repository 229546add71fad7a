import OrderedJSON
import Testing

/// `tools diff --breaking` as it is typed.
@Suite struct BreakingTests {
  private func workplace() throws -> Workplace {
    let workplace = try Workplace()
    func write(_ description: String, _ type: String, to path: String) throws {
      let tool: JSON = [
        "name": "find", "description": .string(description),
        "inputSchema": ["type": "object", "properties": ["query": ["type": .string(type)]]],
      ]
      try workplace.write(JSON.array([tool]).compact, to: path)
    }
    try write("Finds.", "string", to: "old.json")
    try write("Seeks.", "string", to: "reworded.json")
    try write("Finds.", "integer", to: "narrowed.json")
    return workplace
  }

  @Test(arguments: [("old.json", 0), ("reworded.json", 0), ("narrowed.json", 1)] as [(String, Int32)])
  func onlyWhatBreaksEndsWith1(file: String, code: Int32) async throws {
    let workplace = try workplace()
    let ended = try await Program(workplace).run("tools", "diff", "old.json", file, "--breaking", "--exit-code")
    #expect(ended.way == .code(code) && ended.errors == "")
    let plain = try await Program(workplace).run("tools", "diff", "old.json", file, "--breaking")
    #expect(plain.way == .code(0) && plain.output == ended.output)
    // What differs at all is the other question.
    let differs = try await Program(workplace).run("tools", "diff", "old.json", file, "--exit-code")
    #expect(differs.way == .code(file == "old.json" ? 0 : 1))
  }

  @Test func printsPlaceAndRule() async throws {
    let ended = try await Program(try workplace()).run("tools", "diff", "old.json", "narrowed.json", "--breaking")
    #expect(
      ended.output == """
        breaking
          find
            type_narrowed at $.query: string → integer

        1 breaking, 0 risky, 0 harmless

        """)
  }

  @Test func printsJSONAlone() async throws {
    let ended = try await Program(try workplace()).run(
      "tools", "diff", "old.json", "narrowed.json", "--breaking", "--format", "json")
    let json = try JSON(parsing: ended.output)
    #expect(json["changes"]?[0]?["path"] == "$.query" && json["breaking"] == 1)
  }

  @Test func aMissingFileIs2() async throws {
    let ended = try await Program(try workplace()).run("tools", "diff", "old.json", "nw.json", "--breaking")
    #expect(ended.way == .code(2) && ended.errors.contains("nw.json"))
  }
}
