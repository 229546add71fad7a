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
    let arguments: ArgumentSchema
  }

  package init(tools: [Tool], key: String) {
    self.tools = tools
    self.key = key
    let entries = tools.map { ($0.name, Entry(tool: $0, arguments: ArgumentSchema($0))) }
    self.entries = Dictionary(firstOf: entries)
  }

  package subscript(name: String) -> Tool? { entries[name]?.tool }

  /// Argument names that the tool's schema declares nowhere although it lists parameters or forbids others.
  package func undeclaredArguments(_ arguments: JSONObject, of name: String) -> [String] {
    guard let schema = entries[name]?.arguments else { return [] }
    return arguments.keys.filter(schema.isUndeclared)
  }

  /// Where the arguments do not fit the tool's schema first, and how; nil where they do.
  package func misfit(of arguments: JSONObject, to name: String) -> String? {
    schemaFailures(arguments, of: name).first.map {
      "\($0.instance.isEmpty ? "" : " at \($0.instance)"): \($0.message)"
    }
  }

  /// Where the arguments do not fit the tool's schema.
  package func schemaFailures(_ arguments: JSONObject, of name: String) -> [JSONSchemaFailure] {
    entries[name]?.arguments.failures(arguments) ?? []
  }
}
