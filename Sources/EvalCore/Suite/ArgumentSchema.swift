package import JSONSchema
package import OrderedJSON

/// What one tool says about its arguments, compiled once: the judge, the embedded server and the checks of suites all
/// ask it.
package struct ArgumentSchema: Sendable {
  /// Nil where the tool has no schema that can be read.
  private let declared: DeclaredProperties?
  private let schema: JSONSchema?

  /// What of a schema cannot be enforced, such as a pattern that looks ahead, goes unchecked; `check` has said so.
  package init(_ tool: Tool) {
    schema = tool.declaredInputSchema.flatMap { try? JSONSchema($0, isLenient: true) }
    declared = schema?.declaredProperties
  }

  /// The parameters that have a name, the schema's own before those of its branches.
  package var names: [String] { declared?.names ?? [] }

  /// Whether the schema lists parameters or refuses others, and does not declare this one anywhere.
  package func isUndeclared(_ name: String) -> Bool { declared?.declares(name) == false }

  /// Where the arguments do not fit.
  package func failures(_ arguments: JSONObject) -> [JSONSchemaFailure] { schema?.validate(.object(arguments)) ?? [] }

  /// Why no call that has `part` among its arguments can fit.
  ///
  /// - Parameter levels: how many levels of `part` may hold more than is there, the arguments themselves the first.
  package func failures(part: JSON, levels: Int) -> [JSONSchemaFailure] {
    schema?.validate(part: part, levels: levels) ?? []
  }
}
