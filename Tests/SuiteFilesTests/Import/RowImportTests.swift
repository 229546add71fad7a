import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct RowImportTests {
  private static let tools = ToolSet(
    tools: [
      [
        "name": "find",
        "inputSchema": ["type": "object", "properties": ["q": ["type": "string"], "n": ["type": "integer"]]],
      ],
      ["name": "list"], ["name": "none"],
    ].compactMap { Tool($0) })

  private static func imported(
    _ text: String, _ path: String, _ change: (inout RowImport) -> Void = { _ in }
  ) throws -> RowImport.Imported {
    var rows = RowImport(name: "Rows of mine", tools: "tools.json")
    rows.toolSet = tools
    change(&rows)
    return try rows.imported([(path: path, bytes: Array(text.utf8))])
  }

  @Test func commaSeparatedRowsMayHoldQuotesAndLines() throws {
    let text = "prompt,tool\r\n\"Find \"\"it\"\",\nplease\",find\r\n\r\nList: all #1,list\nshort\n,find\n"
    let imported = try Self.imported(text, "r.csv")
    #expect(
      imported.suite == """
        # Imported from r.csv.
        schema: toolsight/suite/v1
        name: rows-of-mine
        tools: tools.json
        cases:
          - id: find-it-please
            prompt: "Find \\"it\\",\\nplease"
            expect: find
          - id: list-all-1
            prompt: "List: all #1"
            expect: list

        """)
    #expect(
      imported.warnings.map(\.description) == [
        "r.csv:6:1: warning: expected 2 fields, found 1: the row is left out",
        "r.csv:7:1: warning: the row has no text at 'prompt' and is left out",
      ])
  }

  @Test(arguments: [
    (RowImport.ArgumentStyle.any, "find"), (.equals, #"{find: {q: {~equals: ~any}, "n": 7}}"#),
    (.contains, #"{find: {q: {~contains: x y}, "n": 7}}"#),
    (.text, #"{find: {q: {~text: x y}, "n": 7}}"#),
  ])
  func argumentsAreComparedAsAskedFor(_ style: RowImport.ArgumentStyle, _ expectation: String) throws {
    let query = style == .equals ? "~any" : "x y"
    let imported = try Self.imported(#"[{"prompt":"p","tool":"find","args":{"q":"\#(query)","n":7}}]"#, "r.json") {
      rows in
      rows.columns.arguments = "args"
      rows.argumentsAs = style
    }
    #expect(imported.suite.contains("expect: \(expectation)\n"), "\(imported.suite)")
  }

  @Test func rowsSayMoreThanOneThing() throws {
    let text = """
      rows:
        - {id: 7, say: {to: [One., Two.]}, tool: none, also: [list, find], not: find, kind: a, bare: [n]}
        - {id: 7, say: {to: Three.}, tool: null}
        - {say: {to: Four.}, tool: list, free: true}
        - {say: {to: Five.}, tool: [list, find]}
      """
    let imported = try Self.imported(text, "r.yaml") { rows in
      rows.under = "rows[]"
      rows.columns.prompt = "say.to"
      rows.columns.acceptable = "also"
      rows.columns.forbid = "not"
      rows.columns.tags = ["kind", "absent"]
      rows.columns.absent = "bare"
      rows.columns.none = "free"
    }
    #expect(imported.cases == 3 && imported.warnings.count == 1)
    let suite = try PlainFile.value(Array(imported.suite.utf8), path: "s.yaml")
    #expect(
      suite["cases"] == [
        [
          "id": "7", "prompt": ["One.", "Two."],
          "expect": ["any_of": [["~tool": "none", "arguments": ["n": "~absent"]], "list", "find"]], "forbid": ["find"],
          "tags": ["a"],
        ],
        ["id": "7-2", "prompt": "Three.", "expect": "none"], ["id": "four", "prompt": "Four.", "expect": "none"],
      ])
  }

  @Test func whatTheToolSetLacksIsAnErrorOrLeftOut() throws {
    let text =
      #"{"prompt":"p","tool":"fnd"}"# + "\n" + #"{"prompt":"p","tool":"find","args":{"q":7,"page":1,"n":2}}"# + "\n"
    let error = #expect(throws: Diagnostics.self) {
      try Self.imported(text, "r.jsonl") { $0.columns.arguments = "args" }
    }
    #expect(
      error?.all.map(\.description) == [
        "r.jsonl:1:22: error: unknown tool 'fnd'\n  fix: did you mean 'find'?",
        "r.jsonl:2:41: error: 'q' is a string: write \"7\"", "r.jsonl:2:50: error: 'find' has no parameter 'page'",
      ])
    let imported = try Self.imported(text, "r.jsonl") { rows in
      rows.columns.arguments = "args"
      rows.skipsUnknown = true
    }
    #expect(imported.skipped == ["fnd": 1] && imported.cases == 1 && imported.warnings.count == 2)
    #expect(imported.suite.contains("expect: {find: {\"n\": 2}}\n"))
  }

  @Test func noUsableRowIsAnError() {
    #expect(throws: Diagnostics.self) { try Self.imported("[]", "r.json") }
    #expect(throws: Diagnostics.self) { try Self.imported("{", "r.json") }
    #expect(throws: Diagnostics.self) { try Self.imported("", "r.csv") }
  }
}
