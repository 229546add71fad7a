import EvalCore
import OrderedJSON

/// A small tracker with every kind of tool that a revision serves in its own way.
enum Sample {
  static let tools: [JSON] = [
    [
      "name": "search_issues", "title": "Search", "description": "Find issues by words.",
      "inputSchema": [
        "type": "object", "required": ["query"],
        "properties": ["query": ["type": "string"], "limit": ["type": "integer", "minimum": 1.0]],
      ],
      "annotations": ["readOnlyHint": true], "icons": [["src": "https://example.org/a.png"]],
      "execution": ["taskSupport": "optional"], "_meta": ["example.org/rank": 1], "x-unknown": [1.50, nil],
    ],
    [
      "name": "get_issue", "inputSchema": ["type": "object", "properties": ["number": ["type": "integer"]]],
      "outputSchema": ["type": "object", "required": ["title"]],
    ],
    ["name": "list_labels", "inputSchema": ["type": "object"], "outputSchema": ["type": "array"]],
    ["name": "bare"],
    [
      "name": "regional",
      "inputSchema": [
        "type": "object", "properties": ["region": ["type": "string", "x-mcp-header": "Region"]],
      ],
    ],
  ]

  static func toolSet(_ tools: [JSON] = Sample.tools) -> ToolSet {
    ToolSet(
      tools: tools.compactMap { $0.objectValue.flatMap(Tool.init) }, instructions: "Search first.",
      serverInfo: [
        "name": "tracker", "version": "2.1", "title": "Tracker", "websiteUrl": "https://example.org",
        "icons": [["src": "https://example.org/b.png"]],
      ])
  }

  static func evalCase(_ id: String) -> EvalCase {
    EvalCase(
      id: id, prompts: ["Find it."], expectation: CaseExpectation(alternatives: [.none], source: "none"),
      position: FilePosition(file: "suite.yaml", line: 1, column: 1))
  }

  /// Two variants, the second under other names, and the given cases or one that is called `plain`.
  static func suite(cases: [EvalCase] = [evalCase("plain")]) -> Suite {
    let renamed = tools.map { tool in
      guard tool["name"] == "get_issue", var object = tool.objectValue else { return tool }
      object["name"] = "issue_read"
      return .object(object)
    }
    let names = NameMap(["get_issue": NameMap.Entry(to: "issue_read")])
    var suite = Suite(
      name: "tracker", path: "suite.yaml",
      variants: [
        Variant(name: "today", toolSet: toolSet()), Variant(name: "new words", toolSet: toolSet(renamed), names: names),
      ], cases: cases, strictness: .calls)
    suite.results = ["get_issue": .value(["title": "Login crash"]), "list_labels": .value(["bug", "ui"])]
    return suite
  }

  static func trial(_ number: Int, _ caseID: String = "plain", variant: String = "today") -> Trial {
    Trial(number: number, caseID: caseID, variant: variant, model: "script", repeat: 1)
  }
}
