extension KeyTable {
  static let variant = KeyTable(
    "variant", "a variant",
    [
      DeclaredKey("name", "letters, digits, `.`, `_` and `-`", "The name that reports show.", example: "rewrite"),
      DeclaredKey(
        "edits", "a map from tools to edits, or the path of a file with one",
        "What this variant words differently. Without `edits` and `tools` it is the suite's tool set as it is.",
        example: "{search_issues: {description: Find issues by words in title or body.}}"),
      DeclaredKey(
        "tools", "a tool-set file, `registry:NAME@VERSION`, or a list of them",
        "A whole replacement for the suite's tools, instead of `edits`.",
        example: "../fixtures/toolsets/tracker-v2.json"),
      DeclaredKey(
        "rename", "a map from the control's tools to new names",
        "What this variant calls the control's tools and arguments; all renamings happen at once.",
        example: "{get_issue: {to: issue_read}}"),
      DeclaredKey(
        "add", "a list of whole MCP tools", "Further tools of this variant.",
        example: "[{name: list_labels, inputSchema: {type: object}}]"),
      DeclaredKey(
        "server", "a map, see server", "What this variant's server is told, part by part in place of the suite's.",
        example: "{limits: {conversation: 2/1m}}"),
      DeclaredKey(
        "principal", "a map, see principal", "As whom the trials of this variant ask, in place of the suite's.",
        example: "{subject: ana, scopes: [\"issues:read\"]}"),
    ])

  static let edits = KeyTable(
    "edits", "the edits of a tool",
    [
      DeclaredKey(
        "description", "text, or null", "The new description; null removes it.",
        example: "Find issues by words in title or body."),
      DeclaredKey("title", "text, or null", "The new title; null removes it.", example: "Search issues"),
      DeclaredKey(
        "annotations", "a map, or null", "Merged into the tool's annotations; null removes one, or all of them.",
        example: "{readOnlyHint: true}"),
      DeclaredKey("rename", "text", "The new name of the tool.", example: "find_issues"),
      DeclaredKey("remove", "true or false", "Whether this variant lacks the tool.", example: "true"),
      DeclaredKey(
        "parameters", "a map from parameters to what is merged into their schemas",
        "Any members of a JSON Schema; null removes a member, or the whole parameter.",
        example: "{query: {description: Words to look for}, old: null}"),
      DeclaredKey(
        "schema", "a JSON Schema", "A whole new inputSchema.",
        example: "{type: object, properties: {query: {type: string}}}"
      ),
    ])

  static let rename = KeyTable(
    "rename", "a renaming",
    [
      DeclaredKey("to", "text", "The name that this variant has for the tool.", example: "issue_read"),
      DeclaredKey(
        "arguments", "a map from old names to new ones",
        "What this variant calls the tool's arguments; those that are not named keep their names.",
        example: "{number: issue_number}"),
      DeclaredKey(
        "add", "a map from arguments to values",
        "Arguments that this variant needs as well, with the values that are expected. Several tools may be renamed to one where these differ.",
        example: "{method: get}"),
    ])
}
