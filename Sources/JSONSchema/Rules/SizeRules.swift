import LinearRegex
import OrderedJSON

/// `minLength` and its five relatives: characters (code points), elements or properties, at least or at most.
struct CountRule: SchemaRule {
  private let bound: Int
  private let isLower: Bool
  private let unit: Unit

  private enum Unit: Sendable { case character, element, property }

  var needsWhole: Bool { isLower }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let bound = try keyword.count(&compiler) else { return nil }
    let unit: Unit =
      keyword.name.hasSuffix("Length") ? .character : keyword.name.hasSuffix("Items") ? .element : .property
    return CountRule(bound: bound, isLower: keyword.name.hasPrefix("min"), unit: unit)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let count = count(of: value), isLower ? count < bound : count > bound else { return true }
    let relation = isLower ? "at least" : "at most"
    return run.fail(site, "expected \(relation) \(words(bound)), found \(count) in \(value.excerpt())")
  }

  private func count(of value: JSON) -> Int? {
    switch unit {
    case .character: value.stringValue?.unicodeScalars.count
    case .element: value.arrayValue?.count
    case .property: value.objectValue?.count
    }
  }

  private func words(_ count: Int) -> String {
    switch unit {
    case .character: count.counted("character")
    case .element: count.counted("element")
    case .property: count.counted("property", "properties")
    }
  }
}

/// `pattern`, found anywhere in the text.
struct PatternRule: SchemaRule {
  private let regex: LinearRegex

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let pattern = try keyword.string(&compiler),
      let regex = try compiler.regex(pattern, at: keyword.location, [keyword.name])
    else { return nil }
    return PatternRule(regex: regex)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let text = value.stringValue, !regex.search(in: text) else { return true }
    return run.fail(site, "expected text that matches '\(regex.pattern.excerpt())', found \(value.excerpt())")
  }
}
