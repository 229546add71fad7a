import EvalCore
import OrderedJSON
import Testing

struct BreakingChangesTests {
  private static let find: JSON = [
    "name": "find", "description": "Finds.", "title": "Find",
    "inputSchema": ["type": "object", "properties": ["query": ["type": "string"]]],
  ]

  private static func tool(_ changes: JSONObject) -> JSON {
    .object(JSONObject((find.objectValue ?? [:]).map { ($0.key, $0.value) } + changes.map { ($0.key, $0.value) }))
  }

  private static func lines(_ before: JSON, _ after: JSON) -> [String] {
    BreakingChanges(from: ToolSet(sample: before), to: ToolSet(sample: after)).all.map(\.line)
  }

  @Test func alikeListsBreakNothing() {
    #expect(Self.lines([Self.find], [Self.find]) == [])
    #expect(Self.lines([Self.find], [Self.tool(["title": "Another", "description": "Finds.\n "])]) == [])
  }

  @Test func aToolThatSaysTheSameIsRenamedWhateverItsTitle() {
    let lines = Self.lines([Self.find], [Self.tool(["name": "search", "title": "Search"])])
    #expect(lines == ["tool_renamed: find → search"])
  }

  @Test func anotherDescriptionIsAnotherTool() {
    let lines = Self.lines([Self.find], [Self.tool(["name": "search", "description": "Searches."])])
    #expect(lines == ["tool_removed: – → –", "tool_added: – → –"])
  }

  @Test func eachToolStandsForOneOtherAtMost() {
    let lines = Self.lines([Self.find], [Self.tool(["name": "a"]), Self.tool(["name": "b"])])
    #expect(lines == ["tool_renamed: find → a", "tool_added: – → –"])
  }

  @Test func aRenamedToolIsHeldAgainstWhatItWas() {
    let after = Self.tool(["name": "search", "annotations": ["readOnlyHint": true]])
    let lines = Self.lines([Self.find], [after])
    let hints = "annotations {\"readOnlyHint\":false} → annotations {\"readOnlyHint\":true}"
    #expect(lines == ["tool_renamed: find → search", "annotation_changed: \(hints)"])
  }

  @Test func hintsOfWritingDoNotCountForReaders() {
    let before = Self.tool(["annotations": ["readOnlyHint": true, "destructiveHint": true]])
    let after = Self.tool(["annotations": ["readOnlyHint": true, "destructiveHint": false]])
    #expect(Self.lines([before], [after]) == [])
    #expect(Self.lines([Self.find], [Self.tool(["annotations": ["destructiveHint": true]])]) == [])
    let tame = Self.tool(["annotations": ["destructiveHint": false, "openWorldHint": false]])
    let found = Self.lines([Self.find], [tame])
    #expect(found.count == 1 && found[0].contains("destructiveHint") && found[0].contains("openWorldHint"))
  }

  @Test func anAbsentSchemaTakesAnyObject() {
    #expect(Self.lines([["name": "a"]], [["name": "a", "inputSchema": ["properties": [:]]]]) == [])
    let closed: JSON = ["name": "a", "inputSchema": ["type": "object", "additionalProperties": false]]
    #expect(Self.lines([["name": "a"]], [closed]) == ["others_refused $.*: taken → refused"])
  }

  @Test func theWorstComesFirst() {
    let before: JSON = [Self.find, ["name": "gone"]]
    let after: JSON = [Self.tool(["description": "Seeks.", "outputSchema": ["type": "object"]])]
    let changes = BreakingChanges(from: ToolSet(sample: before), to: ToolSet(sample: after))
    #expect(changes.all.map(\.rule.key) == ["tool_removed", "tool_description_changed", "output_schema_added"])
    #expect(BreakingRule.Severity.allCases.map(changes.count) == [1, 1, 1])
    #expect(changes.all.map(\.tool) == ["gone", "find", "find"])
  }
}
