package import JSONSchema
package import OrderedJSON

/// The tools that one trial sees, prepared for serving and judging: schemas compiled once, found by name.
package struct Catalogue: Sendable {
  package let tools: [Tool]
  /// A name for this list that changes whenever any byte of it does; caches of encoded tools hang on it.
  package let key: String
  private let entries: [String: Entry]

  private struct Entry: Sendable {
    let tool: Tool
    let parameters: Set<String>
    let declaresParameters: Bool
    let required: [String]
    let schema: JSONSchema?

    /// What of a schema cannot be enforced, such as a pattern that looks ahead, goes unchecked; `check` has said so.
    init(_ tool: Tool) {
      self.tool = tool
      let schema = tool.declaredInputSchema
      parameters = Set(schema?["properties"]?.objectValue?.keys ?? [])
      declaresParameters = schema?["properties"] != nil || schema?["additionalProperties"] == .bool(false)
      required = schema?["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
      self.schema = schema.flatMap { try? JSONSchema($0, isLenient: true) }
    }
  }

  package init(tools: [Tool], key: String) {
    self.tools = tools
    self.key = key
    entries = Dictionary(tools.map { ($0.name, Entry($0)) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(name: String) -> Tool? { entries[name]?.tool }

  /// Argument names that the tool's schema does not declare although it lists parameters or forbids others.
  package func undeclaredArguments(_ arguments: JSONObject, of name: String) -> [String] {
    guard let entry = entries[name], entry.declaresParameters else { return [] }
    return arguments.keys.filter { !entry.parameters.contains($0) }
  }

  /// Arguments that the tool's schema requires and the call lacks.
  package func missingArguments(_ arguments: JSONObject, of name: String) -> [String] {
    (entries[name]?.required ?? []).filter { arguments[$0] == nil }
  }

  /// Where the arguments do not fit the tool's schema first, and how; nil where they do.
  package func misfit(of arguments: JSONObject, to name: String) -> String? {
    schemaFailures(arguments, of: name).first.map {
      "\($0.instance.isEmpty ? "" : " at \($0.instance)"): \($0.message)"
    }
  }

  /// Where the arguments do not fit the tool's schema.
  package func schemaFailures(_ arguments: JSONObject, of name: String) -> [JSONSchemaFailure] {
    entries[name]?.schema?.validate(.object(arguments)) ?? []
  }
}
