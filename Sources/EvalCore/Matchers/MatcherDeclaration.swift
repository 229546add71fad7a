package import OrderedJSON

/// All that is said of one matcher outside of its rule: how it is written, read and explained.
package struct MatcherDeclaration: Sendable {
  package typealias Reader = @Sendable (any MatcherOperand) -> Matcher?

  /// As suites write it, with the `~`.
  package let key: String
  /// What it accepts, with absence and what is overlooked, for the manual and for editors.
  package let summary: String
  package let examples: [MatcherExample]
  package let form: Form
  /// Whether the key without its `~` is hardly ever the name of anything, so that a map with it is probably a slip.
  package let isUnusualName: Bool

  package enum Form: Sendable {
    /// Stands alone in the place of a value.
    case word(Matcher)
    /// The key of a map, with something behind it.
    ///
    /// - `schema`: of what stands behind the key, for the suite's schema.
    /// - `read`: gives nil after a complaint.
    case key(schema: JSONObject, read: Reader)
  }

  /// A matcher that stands alone.
  init(_ key: String, summary: String, examples: [MatcherExample], _ rule: some MatcherRule) {
    self.key = key
    self.summary = summary
    self.examples = examples
    form = .word(Matcher(rule))
    isUnusualName = false
  }

  /// A matcher that takes a value.
  init(
    _ key: String, summary: String, examples: [MatcherExample], schema: JSONObject, isUnusualName: Bool,
    read: @escaping Reader
  ) {
    self.key = key
    self.summary = summary
    self.examples = examples
    form = .key(schema: schema, read: read)
    self.isUnusualName = isUnusualName
  }

  package var standsAlone: Bool { if case .word = form { true } else { false } }

  /// The schema of what stands behind the key, with the summary; nil where nothing does.
  var schema: JSON? {
    guard case .key(let schema, _) = form else { return nil }
    return .object(JSONObject([("description", .string(summary))] + schema.map { ($0.key, $0.value) }))
  }
}

/// A matcher as a suite writes it and what it says of some values: shown in the manual, and run by a test.
package struct MatcherExample: Sendable {
  package let written: JSON
  /// Values that meet it; nil is absence.
  package let accepts: [JSON?]
  package let refuses: [JSON?]

  init(_ written: JSON, accepts: [JSON?], refuses: [JSON?]) {
    self.written = written
    self.accepts = accepts
    self.refuses = refuses
  }
}

extension MatcherDeclaration {
  /// The schema of any matcher.
  static let matcherSchema: JSONObject = ["$ref": "#/$defs/matcher"]

  /// The schema of a map with these keys, which may have notes of its author's (`x-…`) beside them.
  static func fieldsSchema(_ fields: JSONObject, required: [String] = []) -> JSON {
    var schema: JSONObject = ["type": "object", "properties": .object(fields)]
    if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
    schema["patternProperties"] = ["^x-": true]
    schema["additionalProperties"] = false
    return .object(schema)
  }
}
