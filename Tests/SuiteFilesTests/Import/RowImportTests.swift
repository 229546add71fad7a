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

  /// A name that nobody has protects nothing where it is forbidden, and loses a right answer where it is accepted.
  @Test func otherToolsThatTheToolSetLacksAreErrorsOrLeftOut() throws {
    let text =
      #"{"prompt":"p","tool":"find","also":"lst","not":["n/a","fnd"]}"# + "\n"
      + #"{"prompt":"q","tool":"list","also":"find,list","not":"-"}"# + "\n"
    let columns: (inout RowImport) -> Void = { rows in
      rows.columns.acceptable = "also"
      rows.columns.forbid = "not"
    }
    let error = #expect(throws: Diagnostics.self) { try Self.imported(text, "r.jsonl", columns) }
    #expect(
      error?.all.map(\.description).sorted() == [
        "r.jsonl:1:36: error: unknown tool 'lst'\n  fix: did you mean 'list'?",
        "r.jsonl:1:48: error: unknown tool 'fnd'\n  fix: did you mean 'find'?",
        "r.jsonl:2:36: error: unknown tool 'find,list'",
      ])
    let imported = try Self.imported(text, "r.jsonl") { rows in
      columns(&rows)
      rows.skipsUnknown = true
    }
    #expect(imported.cases == 2 && imported.warnings.count == 3)
    let suite = try PlainFile.value(Array(imported.suite.utf8), path: "s.yaml")
    #expect(
      suite["cases"] == [
        ["id": "p", "prompt": "p", "expect": "find"], ["id": "q", "prompt": "q", "expect": "list"],
      ])
  }

  @Test func noUsableRowIsAnError() {
    #expect(throws: Diagnostics.self) { try Self.imported("[]", "r.json") }
    #expect(throws: Diagnostics.self) { try Self.imported("{", "r.json") }
    #expect(throws: Diagnostics.self) { try Self.imported("", "r.csv") }
  }

  private static func complaints(_ text: String, _ path: String, _ change: (inout RowImport) -> Void = { _ in })
    -> [String]
  {
    do {
      _ = try imported(text, path, change)
      return []
    } catch let error as Diagnostics {
      return error.all.map { String("\($0)".prefix { $0 != "\n" }) }
    } catch {
      return ["\(error)"]
    }
  }

  /// A lost row is a case that guards no more, so that what cannot be told apart is an error where it begins.
  @Test(
    arguments: [
      ("prompt,tool\nx,find\n\"y,list\nz,list\n", 3, 1), ("tool,prompt\nfind,x\nlist,\"y\nlist,z\n", 3, 6),
      ("prompt,tool\n\"y,list\n\"z\",list\n", 2, 1), ("prompt,tool\n\"y\" z,list\n", 2, 1),
      ("prompt,\"tool\nx,find\n", 1, 8), ("prompt;tool\r\nx;find\r\n\"y;list\r\n", 3, 1),
    ] as [(String, Int, Int)])
  func aQuoteThatIsNotClosedIsToldWhereItOpens(_ text: String, _ line: Int, _ column: Int) {
    #expect(
      Self.complaints(text, "r.csv")
        == ["r.csv:\(line):\(column): error: expected the quote that opens here to be closed at the end of its field"])
  }

  /// Separators, byte order marks, line ends, blanks around fields and rows without text.
  @Test(
    arguments: [
      "prompt;tool\nx, y;find\nz;list\n", "prompt\ttool\nx, y\tfind\nz\tlist\n",
      "sep=;\nprompt;tool\nx, y;find\nz;list\n", "sep=|\nprompt|tool\nx, y|find\nz|list\n",
      "\u{FEFF}prompt;tool\r\nx, y;find\r\nz;list", "prompt, tool\n\"x, y\", find\nz , list\n,\n",
      "prompt,tool\r\"x, y\",find\rz,list\r", "\"prompt\",\"tool\"\n\"x, y\" ,\"find\"\n\"z\", \"list\"\n\n",
      "\nprompt,tool\n\"x, y\",find\nz,list\n",
    ])
  func tablesAreReadAsSpreadsheetsSaveThem(_ text: String) throws {
    let imported = try Self.imported(text, "r.csv")
    #expect(imported.cases == 2)
    #expect(imported.warnings.isEmpty)
    #expect(imported.suite.contains("prompt: x, y\n    expect: find"))
    #expect(imported.suite.contains("prompt: z\n    expect: list"))
  }

  @Test(arguments: ["prompt;tool;n\nx;find;a,b,c,d\n", "prompt\ttool\nx;y\tfind\n"])
  func theHeadAloneChoosesTheSeparator(_ text: String) throws {
    #expect(try Self.imported(text, "r.tsv").cases == 1)
  }

  @Test func aHeadWithoutTheColumnsIsShown() {
    #expect(
      Self.complaints("id;tool;question\na;find;x\n", "r.csv")
        == ["r.csv:1:1: error: expected a column 'prompt', found the head 'id;tool;question'"])
    #expect(
      Self.complaints("prompt,call\nx,find\n", "r.csv") { $0.columns.arguments = "args" } == [
        "r.csv:1:1: error: expected a column 'tool', found the head 'prompt,call'",
        "r.csv:1:1: error: expected a column 'args', found the head 'prompt,call'",
      ])
    #expect(
      Self.complaints("prompt,tool,prompt\nx,find,y\n", "r.csv")
        == ["r.csv:1:13: error: two columns are called 'prompt'"])
  }

  @Test func aColumnMayHaveDotsInItsName() throws {
    let imported = try Self.imported("user.prompt,tool\nx,find\n", "r.csv") { $0.columns.prompt = "user.prompt" }
    #expect(imported.cases == 1)
  }

  @Test(
    arguments: [
      ("prompt,tool\nx,\n", "r.csv"), ("prompt,tool\nx,  \n", "r.csv"), ("prompt,tool\nx,None\n", "r.csv"),
      ("prompt,tool\nx,NULL\n", "r.csv"), ("prompt,tool\nx,n/a\n", "r.csv"), ("[{prompt: x, tool: null}]", "r.yaml"),
      ("[{prompt: x, tool: ''}]", "r.yaml"), ("[{prompt: x, tool: []}]", "r.yaml"),
      (#"{"prompt":"x","expected":{"tool":null}}"#, "r.jsonl"),
    ])
  func nothingInTheToolsPlaceIsNone(_ text: String, _ path: String) throws {
    let imported = try Self.imported(text, path) { if path.hasSuffix("jsonl") { $0.columns.tool = "expected.tool" } }
    #expect(imported.suite.contains("expect: none"))
  }

  /// One of the tools is really called so.
  @Test func aToolThatIsCalledNoneIsATool() throws {
    #expect(try Self.imported("prompt,tool\nx,none\n", "r.csv").suite.contains("expect: {~tool: none}"))
  }
}
