extension KeyTable {
  static let `case` = KeyTable("case", "a case", asked + judged + marked)

  private static let asked = [
    DeclaredKey(
      "id", "text of at most 200 characters", "The case's own name, once in a suite.", example: "find-by-words"),
    DeclaredKey(
      "prompt", "text, or a list of texts",
      "What the user says. The texts of a list are put to the live model one after the other, and all its calls are judged together.",
      example: "Is there already a bug about the login page crashing?"),
    DeclaredKey(
      "messages", "a list of messages",
      "The conversation so far, instead of `prompt`; its last message is the user's and is put to the model.",
      example: "[{assistant: It is open.}, {user: Close it.}]"),
  ]

  private static let judged = [
    DeclaredKey(
      "expect", "an expectation", "The right calls: `none`, a call, a list of calls, the long form, or `any_of` these.",
      example: "{search_issues: {query: {~contains: login}}}"),
    DeclaredKey(
      "expect_in", "a map from variants to expectations", "What is right instead in particular variants.",
      example: "{v2: list_issues}"),
    DeclaredKey(
      "skip_in", "a map from variants to reasons", "The variants in which the case is not asked, and why.",
      example: "{v2: this version cannot close issues}"),
    DeclaredKey(
      "forbid", "a list of calls", "Calls that must not be made, even where others are right.",
      example: "[delete_issue]"),
    DeclaredKey(
      "allow_extra", "true or false", "Whether calls that are neither expected nor optional are left alone.",
      example: "true"),
  ]

  private static let marked = [
    DeclaredKey(
      "tools", "a tool-set file, a list of whole MCP tools, or a map with `only` or `without`",
      "The tools of this case: its own, or a part of the variant's.", example: "{without: [delete_issue]}"),
    DeclaredKey(
      "principal", "a map, see principal", "As whom this case asks, in place of the suite's and the variant's.",
      example: "{subject: bob, scopes: [\"issues:read\", \"issues:write\"]}"),
    DeclaredKey(
      "turns", "a whole number from 1 to 100",
      "How many answers of the model a trial has at most; the suite's if left out.",
      example: "3"),
    DeclaredKey(
      "system", "text", "The system prompt of this case; the suite's if left out.", example: "Answer in French."),
    DeclaredKey(
      "results", "a map from tools to results",
      "What the embedded server answers in this case, by the control's tool name.",
      example: "{search_issues: No issue matches.}"),
    DeclaredKey(
      "faults", "a map from tools to faults", "How the embedded server misbehaves, by the control's tool name.",
      example: "{search_files: rate_limited}"),
    DeclaredKey("tags", "a list of texts", "Words to group and select cases by.", example: "[search]"),
    DeclaredKey(
      "family", "text", "The name that paraphrases of one request share; they count as one cluster.",
      example: "find-crash"),
    DeclaredKey(
      "weight", "a number above 0, up to 1000000", "How much the case counts; 1 if left out.", example: "2"),
    DeclaredKey(
      "quarantine", "a map, see quarantine",
      "Keeps the case in the scores and out of the gate until a day. At most a tenth of the cases, or one, may be quarantined.",
      example: "{until: 2026-12-31, reason: the server changes its search}"),
    DeclaredKey(
      "expected_fail", "true or false",
      "Whether the case is known to fail: it is asked and shown, and no rule counts it. Once it comes out right in every repeat, the gate fails until the mark is taken off.",
      example: "true"),
    DeclaredKey(
      "todo", "true or false", "Whether the case is unfinished: `check` counts it, `run` skips it.", example: "true"),
    DeclaredKey("note", "text", "Anything worth saying.", example: "asked by a customer in May"),
  ]

  static let caseTools = KeyTable(
    "case-tools", "tools",
    [
      DeclaredKey("only", "a list of tools", "The only tools of the variant that are shown.", example: "[get_issue]"),
      DeclaredKey(
        "without", "a list of tools", "The tools of the variant that are not shown.", example: "[delete_issue]"),
    ])

  static let quarantine = KeyTable(
    "quarantine", "a quarantine",
    [
      DeclaredKey(
        "until", "a day, as YYYY-MM-DD",
        "The last day; after it the suite is refused until the quarantine is taken off or renewed.",
        example: "2026-12-31"),
      DeclaredKey("reason", "text", "Why.", example: "the server changes its search"),
    ])
}
