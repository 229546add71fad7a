import EvalCore
import OrderedJSON
import Testing

struct ToolSetDifferenceTests {
  private static func tool(_ name: String, _ description: String, _ properties: JSON = [:], title: JSON? = nil) -> Tool?
  {
    var json: JSONObject = ["name": .string(name), "description": .string(description)]
    json["inputSchema"] = ["type": "object", "properties": properties]
    json["title"] = title
    return Tool(json)
  }

  private static func set(_ tools: Tool?..., instructions: String? = nil) -> ToolSet {
    ToolSet(tools: tools.compactMap(\.self), instructions: instructions)
  }

  @Test func alikeSetsDoNotDiffer() {
    let one = Self.set(Self.tool("a", "A.", ["x": ["type": "string", "minLength": 1]]))
    let two = Self.set(Self.tool("a", "A.", ["x": ["minLength": 1.0, "type": "string"]]))
    let difference = ToolSetDifference(from: one, to: two)
    #expect(difference.isEmpty && difference.tokens.before > 0)
  }

  @Test func toolsComeGoAndAreRenamed() {
    let difference = ToolSetDifference(
      from: Self.set(Self.tool("a", "A."), Self.tool("b", "B."), Self.tool("c", "C.")),
      to: Self.set(Self.tool("c", "C."), Self.tool("z", "A."), Self.tool("d", "D.")))
    #expect(difference.added.map(\.name) == ["d"] && difference.removed.map(\.name) == ["b"])
    #expect(difference.renamed.map { [$0.from, $0.to] } == [["a", "z"]])
    #expect(difference.changed.isEmpty && !difference.isEmpty)
  }

  @Test func changesAreToldApart() throws {
    let old = Self.set(
      Self.tool("a", "A.", ["x": ["type": "string"], "y": ["description": "Y"], "z": [:]], title: "T"),
      instructions: "I")
    let new = Self.set(Self.tool("a", "Longer A.", ["x": ["type": "integer"], "y": ["description": "Why"], "w": [:]]))
    let difference = ToolSetDifference(from: old, to: new)
    let change = try #require(difference.changed.first)
    #expect(change.description == ToolSetDifference.TextChange(before: "A.", after: "Longer A."))
    #expect(change.parameters.map { "\($0.name) \($0.kind)" } == ["x schema", "y description", "w added", "z removed"])
    #expect(change.fields == ["title"] && change.tokens.after > 0)
    #expect(difference.instructions == ToolSetDifference.TextChange(before: "I", after: nil))
  }
}
