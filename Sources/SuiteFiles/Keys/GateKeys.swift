extension KeyTable {
  static let gate = KeyTable(
    "gate", "gate",
    rates + [
      DeclaredKey(
        "max_tool_drop", "a fraction from 0 to 1, or `off`",
        "The drop in a single tool's accuracy that fails the gate; 0.25 if left out.", example: "0.2"),
      DeclaredKey(
        "max_forbidden_calls", "a whole number, 0 or more", "The most calls of forbidden tools in the whole run.",
        example: "0"),
      DeclaredKey(
        "no_new_failures", "true or false",
        "Whether the gate fails on a case that the control always gets right and the candidate never.", example: "true"),
      DeclaredKey(
        "tools", "a map from tools to rules", "Rules for single tools, by the control's name.",
        example: "{delete_issue: {min_recall: 0.8, max_forbidden_calls: 0}}"),
      DeclaredKey(
        "variants", "a map from variants to rules", "Rules that replace these for one variant.",
        example: "{rewrite: {max_drop: 0.02}}"),
      DeclaredKey(
        "models", "a map from models to rules", "Rules that replace these for one model.",
        example: "{lexical: {min_accuracy: 0.5}}"),
    ])

  static let gateOverrides = KeyTable("gate-overrides", "the rules of a variant or model", rates)

  /// The rules that a single variant or model may have of its own.
  private static let rates = [
    DeclaredKey(
      "max_drop", "a fraction from 0 to 1", "The drop in accuracy, against the control, that must be ruled out.",
      example: "0.05"),
    DeclaredKey("min_accuracy", "a fraction from 0 to 1", "The least accuracy.", example: "0.8"),
    DeclaredKey(
      "max_false_call_rate", "a fraction from 0 to 1",
      "The largest share of cases with no right tool in which a tool is called.", example: "0.2"),
    DeclaredKey(
      "max_missed_call_rate", "a fraction from 0 to 1",
      "The largest share of cases with a right tool in which none is called.", example: "0.1"),
    DeclaredKey(
      "max_catalog_tokens", "a whole number, 0 or more", "The most tokens that the list of tools may cost.",
      example: "12000"),
  ]

  static let gateTools = KeyTable(
    "gate-tools", "the rules of a tool",
    [
      DeclaredKey(
        "min_recall", "a fraction from 0 to 1", "The least share of this tool's cases in which it is called.",
        example: "0.8"),
      DeclaredKey(
        "min_precision", "a fraction from 0 to 1", "The least share of this tool's calls that are right.",
        example: "0.95"),
      DeclaredKey(
        "max_forbidden_calls", "a whole number, 0 or more", "The most calls of this tool where it is forbidden.",
        example: "0"),
    ])
}
