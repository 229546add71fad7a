/// A small suite with its tools and scripts, written into a workplace; every test changes what it is about.
struct SampleProject: Sendable {
  var name = "tracker"
  /// In YAML's flow style.
  var gate = "{}"
  var models = "[\"script:right.jsonl\"]"
  var repeats = 1
  var variants = ["today", "rewrite"]
  /// Takes the suite's text to another one.
  var edit: @Sendable (String) -> String = { $0 }

  var file: String { "\(name).yaml" }

  /// The prompts of the cases that ask for a call, with the call that is right.
  static let answers = [
    "Find issues about the login page.": ("search", "{\"query\":\"login\"}"),
    "Show me issue 7.": ("show", "{\"number\":7}"),
    "Close issue 7.": ("close", "{\"number\":7}"),
  ]

  func write(to workplace: Workplace) throws {
    try workplace.write(Self.tools, to: "tools.json")
    try workplace.write(Self.rightScript, to: "right.jsonl")
    try workplace.write(edit(text), to: file)
  }

  private var text: String {
    let rewrite = "edits: {search: {description: Find issues by words in title or text.}}"
    return """
      schema: toolsight/suite/v1
      name: \(name)
      tools: tools.json
      models: \(models)
      repeats: \(repeats)
      gate: \(gate)
      variants:
      \(variants.map { $0 == "today" ? "  - name: today" : "  - name: \($0)\n    \(rewrite)" }.joined(separator: "\n"))
      cases:
        - id: find
          prompt: Find issues about the login page.
          expect: {search: {query: {~contains: login}}}
          tags: [read]
        - id: look
          prompt: Show me issue 7.
          expect: {show: {number: 7}}
          tags: [read]
        - id: shut
          prompt: Close issue 7.
          expect: {close: {number: 7}}
          tags: [write]
        - id: thanks
          prompt: Thanks, that is all.
          expect: none

      """
  }

  private static let tools = """
    {"serverInfo": {"name": "tracker", "version": "1"}, "tools": [
      {"name": "search", "description": "Search.", "inputSchema": {"type": "object", "required": ["query"],
       "properties": {"query": {"type": "string"}}}},
      {"name": "show", "description": "Show an issue.", "inputSchema": {"type": "object", "required": ["number"],
       "properties": {"number": {"type": "integer"}}}},
      {"name": "close", "description": "Close an issue.", "inputSchema": {"type": "object", "required": ["number"],
       "properties": {"number": {"type": "integer"}}}}]}
    """

  private static let rightScript = """
    {"case":"find","calls":[{"search":{"query":"login"}}]}
    {"case":"look","calls":[{"show":{"number":7}}]}
    {"case":"shut","calls":[{"close":{"number":7}}]}
    {"case":"*","text":"You are welcome."}

    """

  /// Right in `today`; in `rewrite` it never searches.
  static let dropScript = """
    {"case":"find","variant":"rewrite","text":"I do not know."}

    """ + rightScript
}
