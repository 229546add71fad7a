extension KeyTable {
  static let server = KeyTable(
    "server", "the server's layers",
    [
      DeclaredKey(
        "scopes", "a map from tools to lists of scopes",
        "The scopes that a caller needs for a tool, all of them. Without them the tool is neither listed nor called.",
        example: "{delete_issue: [\"issues:write\"]}"),
      DeclaredKey(
        "limits", "a map, see rate-limits", "How often tools may be called.",
        example: "{conversation: 20/1m, tools: {search_issues: 5/1m}}"),
      DeclaredKey(
        "redact", "a list of kinds and own patterns, or a map, see redaction",
        "What placeholders such as `<EMAIL_1>` take the place of in the tools' results, before a model sees them and before they are stored.",
        example: "[email, card, {name: member, pattern: \"M[0-9]{8}\"}]"),
      DeclaredKey(
        "auth", "a map, see auth",
        "Whose tokens `toolsight serve` takes, in a build with the trait `Production`; a run takes those that it makes itself.",
        example: "{issuer: \"https://login.example\", audience: \"https://mcp.example/mcp\", jwks: keys.json}"),
    ])

  static let auth = KeyTable(
    "auth", "the issuer of tokens",
    [
      DeclaredKey("issuer", "text", "What tokens say in `iss`.", example: "\"https://login.example\""),
      DeclaredKey(
        "audience", "a URL", "What tokens say in `aud`: the URL by which clients know this server.",
        example: "\"https://mcp.example/mcp\""),
      DeclaredKey(
        "jwks", "a path or a URL",
        "The issuer's JSON Web Key Set. A file is read again when it changes, a URL for a key that is not known, at most once a minute.",
        example: "keys.json"),
    ])

  static let redaction = KeyTable(
    "redaction", "what is redacted",
    [
      DeclaredKey(
        "find", "a list of kinds and own patterns",
        "The kinds: `email`, `phone`, `card`, `iban`, `us_ssn`, `ip`, `url`, `date_of_birth`, `mrn`, `mbi`, `npi`, `dea`, `health_plan`, `vin`, `secret`.",
        example: "[email, card]"),
      DeclaredKey(
        "restore", "true or false",
        "Whether a placeholder in a later call's arguments becomes the value again, for the tool alone; false if left out.",
        example: "true"),
    ])

  static let redactionPattern = KeyTable(
    "redaction-pattern", "an own pattern",
    [
      DeclaredKey("name", "small letters, digits and `_`", "What its placeholders are called.", example: "member"),
      DeclaredKey("pattern", "a regular expression", "Searched for in linear time.", example: "\"M[0-9]{8}\""),
    ])

  static let rateLimits = KeyTable(
    "rate-limits", "the rate limits",
    [
      DeclaredKey("conversation", "calls per time", "All calls of one trial.", example: "20/1m"),
      DeclaredKey("subject", "calls per time", "All calls of one caller.", example: "100/1m"),
      DeclaredKey("tenant", "calls per time", "All calls of the callers of one tenant.", example: "1000/1h"),
      DeclaredKey(
        "tools", "a map from tools to calls per time", "The calls of one tool by one caller.",
        example: "{search_issues: 5/1m}"),
    ])

  static let principal = KeyTable(
    "principal", "a principal",
    [
      DeclaredKey("subject", "text", "Who asks, as the token's `sub` says it.", example: "ana"),
      DeclaredKey("tenant", "text", "For whom; none if left out.", example: "acme"),
      DeclaredKey(
        "scopes", "a list of scopes", "What the token allows; nothing if left out.", example: "[\"issues:read\"]"),
    ])
}
