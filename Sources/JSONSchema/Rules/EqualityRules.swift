import OrderedJSON

/// The schema `false`.
struct NeverRule: SchemaRule {
  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    run.fail(site, "expected nothing here, found \(value.phrase)")
  }
}

/// `type`: one of the seven type names; a number is an integer by its value, so `1.0` is one.
struct TypeRule: SchemaRule {
  private let names: [String]

  private static let known = ["null", "boolean", "integer", "number", "string", "array", "object"]

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    let names = keyword.value.stringValue.map { [$0] } ?? keyword.value.arrayValue?.map { $0.stringValue ?? "" }
    guard let names, !names.isEmpty, names.allSatisfy(known.contains) else {
      try keyword.mismatch("one or more of \(SchemaWords.names(known))", nil, [], &compiler)
      return nil
    }
    return TypeRule(names: names)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    let name = value.typeName
    if names.contains(name) { return true }
    if name == "number", names.contains("integer"), value.numberValue?.isInteger == true { return true }
    return run.fail(site, "expected \(expected), found \(value.phrase)")
  }

  private var expected: String {
    names.map { name in
      switch name {
      case "null": name
      case "array", "object", "integer": "an \(name)"
      default: "a \(name)"
      }
    }.joined(separator: " or ")
  }
}

/// `const`.
struct ConstRule: SchemaRule {
  private let wanted: JSON
  var needsWhole: Bool { true }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) -> (any SchemaRule)? {
    ConstRule(wanted: keyword.value)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    value == wanted || run.fail(site, "expected \(wanted.excerpt()), found \(value.excerpt())")
  }
}

/// `enum`.
struct EnumRule: SchemaRule {
  private let listed: [JSON]
  private let set: Set<JSON>
  var needsWhole: Bool { true }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    if let listed = keyword.value.arrayValue { return EnumRule(listed: listed, set: Set(listed)) }
    try keyword.mismatch("an array of values", nil, [], &compiler)
    return nil
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    if set.contains(value) { return true }
    let expected = SchemaWords.list(listed.lazy.map { $0.excerpt() }, most: 12)
    return run.fail(site, "expected one of \(expected), found \(value.excerpt())")
  }
}
