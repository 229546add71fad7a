import OrderedJSON

/// `uniqueItems`.
struct UniqueItemsRule: SchemaRule {
  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    if let isWanted = keyword.value.boolValue { return isWanted ? UniqueItemsRule() : nil }
    try keyword.mismatch("true or false", nil, [], &compiler)
    return nil
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let elements = value.arrayValue else { return true }
    var first: [JSON: Int] = [:]
    for (index, element) in elements.enumerated() {
      if let earlier = first.updateValue(index, forKey: element) {
        return run.fail(
          site, "expected no element twice, found \(element.excerpt()) at \(earlier) and at \(index)", at: String(index)
        )
      }
    }
    return true
  }
}

/// `prefixItems`, and `items` with an array in draft-07: one schema for each of the first elements.
struct PrefixItemsRule: SchemaRule {
  private let nodes: [Int]
  /// In a part, an element has not got its place yet.
  var needsWhole: Bool { true }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    try keyword.nodes(&compiler).map { PrefixItemsRule(nodes: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let elements = value.arrayValue else { return true }
    var isFit = true
    for (index, node) in nodes.prefix(elements.count).enumerated() {
      if !run.fits(node, elements[index], at: String(index)) { isFit = false }
    }
    run.mark(0..<min(nodes.count, elements.count))
    return isFit
  }
}

/// `items` and `additionalItems`: one schema for all elements from some index on.
struct ItemsRule: SchemaRule {
  private let node: Int
  private let start: Int

  static func make2020(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    keyword.node(&compiler).map { ItemsRule(node: $0, start: keyword.schema["prefixItems"]?.arrayValue?.count ?? 0) }
  }

  static func make07(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    if keyword.value.arrayValue != nil { return try PrefixItemsRule.make(keyword, &compiler) }
    return keyword.node(&compiler).map { ItemsRule(node: $0, start: 0) }
  }

  /// Counts only beside an `items` that is an array.
  static func makeAdditional(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) -> (any SchemaRule)? {
    guard let items = keyword.schema["items"]?.arrayValue else { return nil }
    return keyword.node(&compiler).map { ItemsRule(node: $0, start: items.count) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let elements = value.arrayValue, elements.count > start else { return true }
    run.mark(start..<elements.count)
    if run.isNever(node) {
      let most = start.counted("element")
      return run.fail(site, "expected at most \(most), found \(elements.count)")
    }
    var isFit = true
    for index in start..<elements.count where !run.fits(node, elements[index], at: String(index)) { isFit = false }
    return isFit
  }
}

/// `contains` with `minContains` and `maxContains`, which draft-07 does not have.
struct ContainsRule: SchemaRule {
  private let node: Int
  var needsWhole: Bool { true }
  private let least: Int
  private let most: Int?
  private let marks: Bool

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let node = keyword.node(&compiler) else { return nil }
    guard keyword.dialect == .draft202012 else { return ContainsRule(node: node, least: 1, most: nil, marks: false) }
    let least = try keyword.neighbour("minContains")?.count(&compiler)
    let most = try keyword.neighbour("maxContains")?.count(&compiler)
    return ContainsRule(node: node, least: least ?? 1, most: most, marks: true)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let elements = value.arrayValue else { return true }
    let fitting = run.silently { run in
      elements.indices.filter { run.fits(node, elements[$0], at: String($0)) }
    }
    if marks { for index in fitting { run.mark(index) } }
    if fitting.count < least {
      let expected = least.counted("element that fits", "elements that fit")
      return run.fail(site, "expected at least \(expected), found \(fitting.count) of \(elements.count)")
    }
    guard let most, fitting.count > most else { return true }
    let expected = most.counted("element that fits", "elements that fit")
    return run.fail(site, "expected at most \(expected), found \(fitting.count) of \(elements.count)")
  }
}
