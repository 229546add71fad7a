package import OrderedJSON

/// A schema, read once and then asked of any number of values.
///
/// Made from JSON, for draft 2020-12 and draft-07. `format` and the `content…` keywords only annotate, as both drafts
/// have it by default. Patterns are searched in linear time, so a pattern with look-around or back-references is refused.
package struct JSONSchema: Sendable {
  /// A version of the language.
  package enum Dialect: Sendable, Hashable, CaseIterable {
    case draft202012
    case draft07

    /// The address of the dialect's own schema, as `$schema` gives it.
    package var uri: String {
      switch self {
      case .draft202012: "https://json-schema.org/draft/2020-12/schema"
      case .draft07: "http://json-schema.org/draft-07/schema"
      }
    }
  }

  /// What was left out because it could not be read; always empty unless the reading was lenient.
  package let warnings: [JSONSchemaError]

  let program: SchemaProgram

  /// Reads `schema` and all that it refers to.
  ///
  /// - Parameters:
  ///   - dialect: what to read where the schema has no `$schema`; 2020-12 where nil.
  ///   - remotes: whole documents by absolute address, without a fragment; nothing is ever fetched. The schemas of
  ///     both dialects are always there.
  ///   - isLenient: turns what cannot be read (an unknown `$ref`, a wrong keyword value, a pattern that needs
  ///     backtracking) into ``warnings``, and does not enforce it; a schema that refers to itself without end is not
  ///     enforced at all. One of more than ``SchemaCompiler/mostLocations`` parts is an error all the same.
  package init(
    _ schema: JSON, dialect: Dialect? = nil, remotes: [String: JSON] = [:], isLenient: Bool = false
  ) throws(JSONSchemaError) {
    var compiler = SchemaCompiler(dialect: dialect ?? .draft202012, remotes: remotes, isLenient: isLenient)
    program = try compiler.compile(schema)
    warnings = compiler.warnings
  }

  /// Why `value` does not fit: empty where it does, and at most ``SchemaRun/mostFailures`` otherwise.
  ///
  /// - Parameter effort: how many schemas may be applied before giving up, which is itself a failure; for schemas that
  ///   branch without bound.
  package func validate(_ value: JSON, effort: Int = 4_000_000) -> [JSONSchemaFailure] {
    failures(of: value, partial: 0, effort: effort)
  }

  /// Why no value can fit that has `part` in it: what `part` lacks counts for nothing, and where the schema branches on
  /// it one branch that takes `part` is enough.
  ///
  /// - Parameter levels: how many levels of `part` may still grow; all that is deeper is whole.
  package func validate(part: JSON, levels: Int, effort: Int = 4_000_000) -> [JSONSchemaFailure] {
    failures(of: part, partial: levels, effort: effort)
  }

  private func failures(of value: JSON, partial: Int, effort: Int) -> [JSONSchemaFailure] {
    guard program.isEnforced else { return [] }
    var run = SchemaRun(program, effort: effort, partial: partial)
    return run.failures(of: value)
  }

  /// The properties that an object may have by this schema.
  package var declaredProperties: DeclaredProperties { DeclaredProperties(program) }
}
