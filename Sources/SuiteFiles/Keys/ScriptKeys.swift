extension KeyTable {
  static let scriptLine = KeyTable(
    "script", "a line of a script", isJSON: true,
    [
      DeclaredKey(
        "case", "a case, or `*`", "Which case the line answers; every one if left out.", example: "\"find-by-words\""),
      DeclaredKey("variant", "a variant, or `*`", "In which variant; every one if left out.", example: "\"rewrite\""),
      DeclaredKey(
        "repeat", "a whole number from 1, or `*`",
        "In which repeat; every one if left out. A script with such lines is not deterministic.", example: "1"),
      DeclaredKey("turn", "a whole number from 1, or `*`", "In which turn; every one if left out.", example: "2"),
      DeclaredKey(
        "calls", "a list of calls with their arguments", "What the model calls.",
        example: "[{\"search_issues\": {\"query\": \"login\"}}]"),
      DeclaredKey("text", "text", "What the model says, alone or with `calls`.", example: "\"There is one.\""),
      DeclaredKey(
        "raw", "text", "The body of a Chat Completions response as it is, instead of `calls` and `text`.",
        example: #""{\"choices\": []}""#),
      DeclaredKey(
        "status", "a whole number from 100 to 599",
        "The HTTP status of the answer; 200 if left out. From 400 on it is an error whose body is `raw` or `text`.",
        example: "429"),
    ])
}
