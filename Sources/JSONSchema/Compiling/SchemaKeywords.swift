import OrderedJSON

/// What each dialect knows of its keywords: which of them make rules, in the order of checking (first what is cheap,
/// last what asks after the others), and which of them hold schemas.
enum SchemaKeywords {
  typealias Maker =
    @Sendable (SchemaKeyword, inout SchemaCompiler) throws(JSONSchemaError) -> (any SchemaRule)?

  struct Entry: Sendable {
    let keyword: String
    let vocabulary: SchemaVocabulary
    let make: Maker

    init(_ keyword: String, _ vocabulary: SchemaVocabulary, _ make: @escaping Maker) {
      self.keyword = keyword
      self.vocabulary = vocabulary
      self.make = make
    }
  }

  /// The entries that count in `schema`: in draft-07, `$ref` hides all its neighbours.
  static func rules(of schema: JSONObject, _ reading: SchemaReading) -> [Entry] {
    if reading.dialect == .draft07, schema["$ref"] != nil { return [reference] }
    return byReading[reading] ?? entries(of: reading)
  }

  private static let byReading: [SchemaReading: [Entry]] = Dictionary(
    uniqueKeysWithValues: JSONSchema.Dialect.allCases.map { dialect in
      let reading = SchemaReading(dialect: dialect)
      return (reading, entries(of: reading))
    })

  private static func entries(of reading: SchemaReading) -> [Entry] {
    let own = reading.dialect == .draft07 ? only07 : only2020
    return (common + own).filter { reading.vocabulary.contains($0.vocabulary) }
  }

  private static let reference = Entry("$ref", .core, ReferenceRule.make)

  private static let common: [Entry] = [
    Entry("type", .validation, TypeRule.make), Entry("const", .validation, ConstRule.make),
    Entry("enum", .validation, EnumRule.make), Entry("multipleOf", .validation, MultipleRule.make),
    Entry("minimum", .validation, BoundRule.make), Entry("exclusiveMinimum", .validation, BoundRule.make),
    Entry("maximum", .validation, BoundRule.make), Entry("exclusiveMaximum", .validation, BoundRule.make),
    Entry("minLength", .validation, CountRule.make), Entry("maxLength", .validation, CountRule.make),
    Entry("minItems", .validation, CountRule.make), Entry("maxItems", .validation, CountRule.make),
    Entry("minProperties", .validation, CountRule.make), Entry("maxProperties", .validation, CountRule.make),
    Entry("required", .validation, RequiredRule.make), Entry("pattern", .validation, PatternRule.make),
    Entry("uniqueItems", .validation, UniqueItemsRule.make), reference,
    Entry("properties", .applicator, PropertiesRule.make),
    Entry("patternProperties", .applicator, PatternPropertiesRule.make),
    Entry("additionalProperties", .applicator, AdditionalPropertiesRule.make),
    Entry("propertyNames", .applicator, PropertyNamesRule.make), Entry("contains", .applicator, ContainsRule.make),
    Entry("allOf", .applicator, AllOfRule.make), Entry("anyOf", .applicator, AnyOfRule.make),
    Entry("oneOf", .applicator, OneOfRule.make), Entry("not", .applicator, NotRule.make),
    Entry("if", .applicator, IfRule.make),
  ]

  private static let only07: [Entry] = [
    Entry("items", .applicator, ItemsRule.make07), Entry("additionalItems", .applicator, ItemsRule.makeAdditional),
    Entry("dependencies", .applicator, DependenciesRule.make),
  ]

  private static let only2020: [Entry] = [
    Entry("dependentRequired", .validation, DependenciesRule.make),
    Entry("dependentSchemas", .applicator, DependenciesRule.make),
    Entry("dependencies", .applicator, DependenciesRule.makeUnenforced),
    Entry("prefixItems", .applicator, PrefixItemsRule.make), Entry("items", .applicator, ItemsRule.make2020),
    Entry("$dynamicRef", .core, DynamicReferenceRule.make),
    Entry("unevaluatedItems", .unevaluated, UnevaluatedRule.make),
    Entry("unevaluatedProperties", .unevaluated, UnevaluatedRule.make),
  ]
}

// MARK: - Where schemas are

extension SchemaKeywords {
  /// The ways from a schema to the schemas directly inside it.
  static func subschemas(of schema: JSONObject, _ dialect: JSONSchema.Dialect) -> [[String]] {
    if dialect == .draft07, schema["$ref"] != nil { return [] }
    return schema.members.flatMap { keyword, value in
      let isOther = dialect == .draft07 ? notIn07.contains(keyword) : notIn2020.contains(keyword)
      return isOther ? [] : subschemas(keyword, value)
    }
  }

  private static func subschemas(_ keyword: String, _ value: JSON) -> [[String]] {
    if single.contains(keyword), value.arrayValue == nil { return [[keyword]] }
    if listed.contains(keyword), let list = value.arrayValue { return list.indices.map { [keyword, String($0)] } }
    if named.contains(keyword), let object = value.objectValue { return object.keys.map { [keyword, $0] } }
    return []
  }

  private static let single: Set = [
    "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
    "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
  ]
  private static let listed: Set = ["allOf", "anyOf", "items", "oneOf", "prefixItems"]
  private static let named: Set = [
    "$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties",
  ]
  private static let notIn07: Set = [
    "$defs", "contentSchema", "dependentSchemas", "prefixItems", "unevaluatedItems", "unevaluatedProperties",
  ]
  private static let notIn2020: Set = ["additionalItems", "dependencies"]
}
