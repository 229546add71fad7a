import OrderedJSON

/// `allOf`.
struct AllOfRule: SchemaRule {
  private let nodes: [Int]
  var inPlace: [Int] { nodes }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    try keyword.nodes(&compiler).map { AllOfRule(nodes: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    nodes.reduce(true) { isFit, node in run.fitsInPlace(node, value) && isFit }
  }
}

/// `anyOf`.
struct AnyOfRule: SchemaRule {
  private let nodes: [Int]
  var inPlace: [Int] { nodes }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    try keyword.nodes(&compiler).map { AnyOfRule(nodes: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    let isFit = run.silently { run in
      nodes.reduce(false) { isFit, node in
        // Once one fits, the others matter only for what they look at.
        isFit && !run.tracksEvaluation ? true : run.fitsInPlace(node, value) || isFit
      }
    }
    return isFit || run.failAll(site, nodes, value)
  }
}

/// `oneOf`.
struct OneOfRule: SchemaRule {
  private let nodes: [Int]
  var inPlace: [Int] { nodes }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    try keyword.nodes(&compiler).map { OneOfRule(nodes: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    let fitting = run.silently { run in nodes.indices.filter { run.fitsInPlace(nodes[$0], value) } }
    // What is not there yet may decide between several.
    if fitting.count == 1 || (run.isPartial && !fitting.isEmpty) { return true }
    if fitting.isEmpty { return run.failAll(site, nodes, value) }
    let numbers = SchemaWords.list(fitting.map { String($0 + 1) })
    return run.fail(
      site, "expected exactly one of \(nodes.count) schemas to fit, found \(fitting.count) that do: numbers \(numbers)")
  }
}

extension SchemaRun {
  /// Says that none of some schemas fits, with the first reasons.
  fileprivate mutating func failAll(_ site: SchemaSite, _ nodes: [Int], _ value: JSON) -> Bool {
    let reasons = nodes.prefix(4).enumerated().map { "(\($0 + 1)) \(reason($1, value) ?? "")" }
    let more = nodes.count > 4 ? "; …" : ""
    let expected = nodes.count.counted("schema")
    return fail(
      site, "expected one of \(expected) to fit, found none that does: \(reasons.joined(separator: "; "))\(more)")
  }
}

/// `not`.
struct NotRule: SchemaRule {
  private let node: Int
  var inPlace: [Int] { [node] }
  var needsWhole: Bool { true }
  func describing(_ program: SchemaProgram) -> [Int] { [] }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) -> (any SchemaRule)? {
    keyword.node(&compiler).map { NotRule(node: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard run.silently({ $0.fits(node, value) }) else { return true }
    return run.fail(site, "expected a value that does not fit the schema in 'not', found \(value.phrase)")
  }
}

/// `if` with `then` and `else`.
struct IfRule: SchemaRule {
  private let condition: Int
  private let consequence: Int?
  private let alternative: Int?
  var inPlace: [Int] { conditions + describing }
  var conditions: [Int] { [condition] }
  private var describing: [Int] { [consequence, alternative].compactMap(\.self) }
  func describing(_ program: SchemaProgram) -> [Int] { describing }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) -> (any SchemaRule)? {
    guard let condition = keyword.node(&compiler) else { return nil }
    return IfRule(
      condition: condition, consequence: keyword.node(["then"], &compiler),
      alternative: keyword.node(["else"], &compiler))
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    if run.isPartial { return checkPart(value, site, &run) }
    let holds = run.silently { $0.fitsInPlace(condition, value) }
    guard let next = holds ? consequence : alternative else { return true }
    return run.fitsInPlace(next, value)
  }

  /// What is not there yet decides whether the condition holds, so that either side may.
  private func checkPart(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let consequence, let alternative else { return true }
    let isFit = run.silently { $0.fitsInPlace(consequence, value) || $0.fitsInPlace(alternative, value) }
    return isFit || run.failAll(site, [consequence, alternative], value)
  }
}
