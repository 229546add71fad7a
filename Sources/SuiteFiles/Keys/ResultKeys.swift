extension KeyTable {
  static let result = KeyTable(
    "result", "a result",
    [
      DeclaredKey(
        "~result", "a `tools/call` result", "Answers word for word, with its `content` and `isError`. It stands alone.",
        example: "{content: [{type: text, text: no such issue}], isError: true}"),
      DeclaredKey(
        "~when", "a list of maps, see when", "The first entry whose arguments fit answers.",
        example: "[{args: {number: 7}, result: {state: open}}]"),
      DeclaredKey(
        "else", "a result", "Answers where no entry of `~when` fits; `{\"ok\": true}` if left out.",
        example: "no such issue"),
      DeclaredKey(
        "~template", "text", "A text with the call's arguments in it; a missing one leaves nothing. It stands alone.",
        example: "\"Issue {{number}} is open.\""),
      DeclaredKey(
        "~process", "a map, see process",
        "An isolated program answers: the arguments are JSON at its input, its output is the result. It stands alone.",
        example: "{command: [./tools/render, --brief]}"),
      DeclaredKey(
        "~sql", "a map, see sql",
        "A query answers, over a file of SQLite that is opened to be read; the rows are JSON. It stands alone.",
        example: "{file: data/tracker.sqlite, query: \"select title from issues where number = :number\"}"),
      DeclaredKey(
        "~upstream", "a map, see upstream", "A real MCP server answers, behind a circuit breaker. It stands alone.",
        example: "{url: \"http://127.0.0.1:8931/mcp\"}"),
    ])

  static let verbatimForm = result.only("~result", "~when", "~template", "~process", "~sql", "~upstream")
  static let whenForm = result.only("~when", "else")
  static let templateForm = result.only("~template")
  static let processForm = result.only("~process")
  static let sqlForm = result.only("~sql")
  static let upstreamForm = result.only("~upstream")

  static let when = KeyTable(
    "when", "an entry of ~when",
    [
      DeclaredKey(
        "args", "a rule for arguments", "Which calls this entry answers, written as in an expectation.",
        example: "{number: 7}"),
      DeclaredKey("result", "a result", "What it answers.", example: "{number: 7, state: open}"),
    ])

  static let fault = KeyTable(
    "fault", "a fault",
    [
      DeclaredKey(
        "kind",
        "`error`, `rate_limited`, `timeout`, `slow`, `malformed`, `empty`, `circuit_open`, `wrong_type` or `unauthorized`",
        "What goes wrong. A kind may also stand in place of the whole map.", example: "rate_limited"),
      DeclaredKey(
        "times", "a whole number from 1 to 1000, or `always`",
        "How many calls of a trial are hit; 1 if left out, and `always` where there is a `rate`.",
        example: "always"),
      DeclaredKey(
        "after_ms", "a whole number from 0 to 3600000", "Milliseconds before the answer; 0 if left out.", example: "800"
      ),
      DeclaredKey(
        "rate", "a fraction above 0 and up to 1",
        "How likely a call is hit; 1 if left out. Drawn from the run's seed: every variant meets the same weather.",
        example: "0.1"),
    ])
}
