extension KeyTable {
  static let process = KeyTable(
    "process", "~process",
    [
      DeclaredKey(
        "command", "a list of texts",
        "The program and its arguments; no shell reads them. A word that begins with `./` or `../` is a file as seen from this one.",
        example: "[python3, ./tools/render.py]"),
      DeclaredKey(
        "timeout", "a time from `10ms` to `10m`", "After which the program is killed; `5s` if left out.", example: "2s"),
      DeclaredKey(
        "memory", "a size from `1MB` to `64GB`",
        "The address space of each of its processes; `256MB` if left out.", example: "512MB"),
      DeclaredKey(
        "isolation", "`namespaces` or `weak`",
        "`weak` does without namespaces, where the system has none, and the report says so; `namespaces` if left out.",
        example: "weak"),
    ])

  static let sql = KeyTable(
    "sql", "~sql",
    [
      DeclaredKey(
        "file", "a path", "A database of SQLite, as seen from the file that names it.", example: "data/tracker.sqlite"),
      DeclaredKey(
        "query", "text", "One SELECT; `:name` stands for the argument of that name.",
        example: "\"select title, state from issues where number = :number\""),
      DeclaredKey(
        "timeout", "a time from `10ms` to `10m`", "After which the query is given up; `5s` if left out.", example: "1s"),
      DeclaredKey(
        "rows", "a whole number from 1 to 100000",
        "How many rows an answer may have; 100 if left out. With more the call fails, and the model is told.",
        example: "20"),
    ])

  static let upstream = KeyTable(
    "upstream", "~upstream",
    [
      DeclaredKey(
        "command", "a list of texts", "A server that is started and speaks MCP at its input and output.",
        example: "[npx, my-server]"),
      DeclaredKey(
        "env", "a list of names", "Variables that the program gets beside the usual ones.", example: "[TRACKER_TOKEN]"),
      DeclaredKey("url", "a URL", "A server that speaks MCP over HTTP.", example: "\"http://127.0.0.1:8931/mcp\""),
      DeclaredKey(
        "tool", "text", "The server's name of the tool; the control's if left out.", example: "issues_search"),
      DeclaredKey(
        "timeout", "a time from `10ms` to `10m`", "How long a call may take; `30s` if left out.", example: "10s"),
      DeclaredKey(
        "breaker", "a map, see breaker", "When the server is no longer asked, and for how long.",
        example: "{failures: 3, open: 10s}"),
    ])

  static let breaker = KeyTable(
    "breaker", "breaker",
    [
      DeclaredKey(
        "failures", "a whole number from 1 to 1000", "Failures in a row after which no call is sent; 5 if left out.",
        example: "3"),
      DeclaredKey(
        "open", "a time from `10ms` to `24h`", "How long, before one call tries again; `30s` if left out.",
        example: "10s"),
    ])
}
