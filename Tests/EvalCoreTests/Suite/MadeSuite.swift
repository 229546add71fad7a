import EvalCore
import OrderedJSON

/// Small suites for the tests of what a variant makes of a case.
enum MadeSuite {
  static let names = NameMap([
    "get": .init(to: "read", arguments: ["number": "id"], add: ["method": "get"]),
    "comments": .init(to: "read", arguments: ["number": "id"], add: ["method": "comments"]),
    "list": .init(to: "issues", arguments: ["state": "status"]),
  ])

  static func evalCase(expecting rule: ArgumentRule = .any, of tool: String = "get") -> EvalCase {
    let call = ExpectedCall(patterns: [CallPattern(tool: tool, arguments: rule)], path: "calls[0]")
    return EvalCase(
      id: "a", prompts: ["Show 7."],
      expectation: CaseExpectation(alternatives: [Alternative(groups: [[call]])], source: .null),
      position: FilePosition(file: "s.yaml", line: 1, column: 1))
  }

  static func suite(_ evalCase: EvalCase) -> Suite {
    let tools = ["get", "comments", "list", "search"].compactMap { Tool(["name": .string($0)]) }
    let shown = ["read", "issues", "search"].compactMap { Tool(["name": .string($0)]) }
    return Suite(
      name: "s", path: "s.yaml",
      variants: [
        Variant(name: "control", toolSet: ToolSet(tools: tools, instructions: "Old.")),
        Variant(name: "v2", toolSet: ToolSet(tools: shown, instructions: "New."), names: names),
      ], cases: [evalCase], strictness: .calls)
  }
}
