import EvalCore
import OrderedJSON
import Reports
import Testing

@testable import toolsight

struct BreakingTextTests {
  private static func set(_ schema: JSON, description: String) -> ToolSet {
    let json: JSONObject = ["name": "list_issues", "description": .string(description), "inputSchema": schema]
    return ToolSet(tools: [Tool(json)].compactMap(\.self))
  }

  private static let states = (1...12).map { JSON.string("state-\($0)") }
  private static let changes = BreakingChanges(
    from: set(
      ["properties": ["state": ["enum": .array(states + ["all"])], "owner": [:]]],
      description: "Lists the issues of one repository, newest first, with their labels and their state."),
    to: set(
      ["properties": ["state": ["enum": ["all"]], "owner": [:], "page": [:]], "required": ["owner"]],
      description: "Lists the issues of one repository, oldest first, with their labels and their state."))

  @Test func saysTheWorstFirstWithPlaceAndRule() {
    #expect(
      BreakingText(Self.changes).text(width: 100) == [
        "breaking", "  list_issues",
        "    parameter_required at $.owner: optional → required",
        "    enum_member_removed at $.state",
        "      - \"state-1\", \"state-2\", \"state-3\", \"state-4\", \"state-5\", \"state-6\", \"state-7\", \"state-8\",",
        "      \"state-9\", \"state-10\", \"state-11\", \"state-12\"", "",
        "risky", "  list_issues",
        "    tool_description_changed",
        "      - … issues of one repository, newest first, with their labels …",
        "      + … issues of one repository, oldest first, with their labels …", "",
        "harmless", "  list_issues",
        "    parameter_added at $.page: – → optional", "",
        "2 breaking, 1 risky, 1 harmless",
      ])
  }

  @Test(arguments: [60, 100, 160], [false, true]) func fits(width: Int, isVerbose: Bool) {
    let lines = BreakingText(Self.changes).text(width: width, isVerbose: isVerbose)
    #expect(lines.filter { $0.displayWidth > width } == [])
    #expect(lines.contains { $0.contains("are refused") } == isVerbose)
  }

  @Test func aLongConditionIsCutUnlessAllIsWanted() {
    func changes(_ count: Int) -> BreakingChanges {
      let none: JSON = ["properties": ["a": ["not": ["enum": .array((0..<count).map { .string("value-\($0)") })]]]]
      return BreakingChanges(
        from: Self.set(["properties": ["a": [:]]], description: ""), to: Self.set(none, description: ""))
    }
    let lines = BreakingText(changes(50)).text(width: 60)
    #expect(lines.allSatisfy { $0.displayWidth <= 60 } && lines.contains { $0.hasSuffix("…") })
    #expect(BreakingText(changes(50)).text(width: 60, isVerbose: true).contains { $0.contains("value-49") })
  }

  @Test func aToolOfWhichTheRuleSaysAllHasOneLine() {
    let changes = BreakingChanges(from: ToolSet(tools: []), to: Self.set([:], description: ""))
    #expect(
      BreakingText(changes).text(width: 60) == [
        "harmless", "  list_issues: tool_added", "", "0 breaking, 0 risky, 1 harmless",
      ])
  }

  @Test func nothingIsSaidToBeNothing() {
    let text = BreakingText(BreakingChanges(from: ToolSet(tools: []), to: ToolSet(tools: [])))
    #expect(text.text(width: 60) == ["no change that callers, readers of results or models would notice"])
    #expect(text.json["breaking"] == 0 && text.json["changes"] == [])
  }

  @Test func jsonHasPlacesValuesAndCounts() throws {
    let json = BreakingText(Self.changes).json
    #expect(json["breaking"] == 2 && json["risky"] == 1 && json["harmless"] == 1)
    #expect(
      json["changes"]?[0]
        == [
          "severity": "breaking", "rule": "parameter_required", "affects": ["callers"], "tool": "list_issues",
          "in": "arguments", "path": "$.owner", "before": ["optional"], "after": ["required"],
        ])
    #expect(json["changes"]?[1]?["before"] == .array(Self.states) && json["changes"]?[1]?["after"]?.isNull == true)
  }
}
