import OrderedJSON

/// What cannot be held against each other, so that a reader of the list must look.
extension BreakingRule {
  static let patternChanged = BreakingRule(
    "pattern_changed", .risky, for: [.callers, .readers],
    summary:
      "A text has another pattern; which of the two takes more is not known: a call may be refused, or a result unread.",
    example: .schema(["type": "string", "pattern": "^a"], ["type": "string", "pattern": "^b"]),
    .place([.arguments, .result]) { $0.keyword("pattern", of: [.string]) { $0 != nil && $1 != nil } })

  static let formatChanged = BreakingRule(
    "format_changed", .risky, for: [.callers, .readers],
    summary:
      "A value has another format, a new one or none: who checks formats may refuse a call, and readers may meet another text.",
    example: .schema(["type": "string", "format": "date"], ["type": "string", "format": "date-time"]),
    .place([.arguments, .result]) { $0.keyword("format", of: [.string, .number]) { _, _ in true } })

  static let conditionChanged = BreakingRule(
    "condition_changed", .risky, for: [.callers, .readers],
    summary:
      "Something else that a schema asks for changed (not, if, contains, patternProperties, an unknown type, a reference to "
      + "elsewhere): a call may be refused, or a result unread.",
    example: .schema(["type": "string", "not": ["const": "a"]], ["type": "string", "not": ["const": "b"]]),
    .place([.arguments, .result]) { change in
      conditions.flatMap { change.keyword($0, of: SchemaForm.Kind.allCases) { _, _ in true } }
    })

  /// Found by the walk itself, where it ends before the schemas do.
  static let notCompared = BreakingRule(
    "not_compared", .risky, for: [.callers, .readers],
    summary:
      "From this place on the schemas are too large, too deep or too intertwined to be compared: compare them by eye.",
    example: .none,
    .place([]) { _ in [] })

  /// Keywords that say what fits and that no other rule reads; combinations are among them where there are too many ways
  /// to tell apart, and `type` where it is none of JSON Schema's.
  private static let conditions = [
    "$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "type",
    "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies",
    "unevaluatedProperties", "unevaluatedItems", "contains", "minContains", "maxContains",
    "contentEncoding", "contentMediaType", "contentSchema",
  ]
}

extension PlaceChange {
  /// Findings where a keyword that is compared as it is written differs.
  fileprivate func keyword(
    _ name: String, of kinds: [SchemaForm.Kind], where isMeant: (JSON?, JSON?) -> Bool
  ) -> [BreakingRule.Finding] {
    forms.pairs.filter { kinds.contains($0.old.kind) && $0.areFree }.compactMap { pair in
      let (before, after) = (pair.old.condition(name), pair.new.condition(name))
      guard before != after, isMeant(before, after) else { return nil }
      return finding(before.map { .keyword(name, $0) }, after.map { .keyword(name, $0) })
    }
  }
}

extension SchemaForm {
  /// What is written under a keyword: the one value, or a list where several parts have it.
  fileprivate func condition(_ name: String) -> JSON? {
    let all = parts.filter { name != "type" || SchemaForms.types($0) == nil }.compactMap { $0[name] }
      .filter { name != "unevaluatedProperties" || $0.objectValue != nil }
    return all.count > 1 ? .array(all) : all.first
  }
}
