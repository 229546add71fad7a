extension KeyTable {
  static let message = KeyTable(
    "message", "a message",
    [
      DeclaredKey("system", "text", "An instruction in the middle of the conversation.", example: "Answer briefly."),
      DeclaredKey("user", "text", "What the user said; the last one is put to the model.", example: "Show me issue 7."),
      DeclaredKey(
        "assistant", "text, or a map, see assistant", "What the model said or called.",
        example: "{calls: [{get_issue: {number: 7}}]}"),
      DeclaredKey(
        "tool", "a map from tools to results", "The results of the calls before, in the order of the calls.",
        example: "{get_issue: {number: 7, state: open}}"),
    ])

  static let assistant = KeyTable(
    "assistant", "an assistant message",
    [
      DeclaredKey("text", "text", "What the model said.", example: "I will look it up."),
      DeclaredKey(
        "calls", "a list of calls with their arguments", "What the model called.",
        example: "[{get_issue: {number: 7}}]"),
    ])
}
