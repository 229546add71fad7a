import LinearRegex
import OrderedJSON

/// `required`: one failure for all properties that are missing.
struct RequiredRule: SchemaRule {
  private let names: [String]
  var needsWhole: Bool { true }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    try keyword.strings(nil, [], &compiler).map { RequiredRule(names: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let object = value.objectValue else { return true }
    run.spend(names.count)
    let missing = names.filter { object.index(of: $0) == nil }
    return missing.isEmpty || run.fail(site, "missing: \(SchemaWords.names(missing))", missing: missing)
  }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {
    names.forEach { declared.name($0) }
  }
}

/// `properties`.
struct PropertiesRule: SchemaRule {
  private let names: [String]
  private let nodes: [CodePointKey: Int]

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let named = try keyword.namedNodes(&compiler) else { return nil }
    return PropertiesRule(
      names: named.map(\.key), nodes: Dictionary(uniqueKeysWithValues: named.map { (CodePointKey($0.key), $0.node) }))
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let object = value.objectValue else { return true }
    var isFit = true
    for (index, member) in object.members.enumerated() {
      guard let node = nodes[CodePointKey(member.key)] else { continue }
      run.mark(index)
      if !run.fits(node, member.value, at: member.key) { isFit = false }
    }
    return isFit
  }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {
    declared.list()
    names.forEach { declared.name($0) }
  }
}

/// `patternProperties`.
struct PatternPropertiesRule: SchemaRule {
  /// Nil stands for a pattern that could not be read: any property may be meant, and none is checked.
  private let entries: [(regex: LinearRegex?, node: Int)]

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let named = try keyword.namedNodes(&compiler) else { return nil }
    var entries: [(regex: LinearRegex?, node: Int)] = []
    for (pattern, node) in named {
      entries.append((try compiler.regex(pattern, at: keyword.location, [keyword.name, pattern]), node))
    }
    return PatternPropertiesRule(entries: entries)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let object = value.objectValue else { return true }
    var isFit = true
    for (regex, node) in entries {
      for (index, member) in object.members.enumerated() where regex?.search(in: member.key) != false {
        run.mark(index)
        if regex != nil, !run.fits(node, member.value, at: member.key) { isFit = false }
      }
    }
    return isFit
  }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {
    for (regex, _) in entries { declared.pattern(regex) }
  }
}

/// `additionalProperties`: for what neither `properties` nor `patternProperties` of the same schema name.
struct AdditionalPropertiesRule: SchemaRule {
  private let node: Int
  private let names: [String]
  private let nameSet: Set<CodePointKey>
  private let regexes: [LinearRegex]

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let node = keyword.node(&compiler) else { return nil }
    let names = keyword.schema["properties"]?.objectValue?.keys ?? []
    // The complaint about a pattern that cannot be read is made by `patternProperties`.
    let patterns = keyword.schema["patternProperties"]?.objectValue?.keys ?? []
    let regexes = patterns.compactMap { try? LinearRegex($0, syntax: .ecma262) }
    guard regexes.count == patterns.count else { return nil }
    return AdditionalPropertiesRule(
      node: node, names: names, nameSet: Set(names.map(CodePointKey.init)), regexes: regexes)
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let object = value.objectValue else { return true }
    let isNever = run.isNever(node)
    var isFit = true
    for (index, member) in object.members.enumerated() where isAdditional(member.key) {
      run.mark(index)
      if isNever {
        isFit = run.fail(
          site, "expected no property other than \(SchemaWords.names(names)), found '\(member.key.excerpt())'",
          at: member.key)
      } else if !run.fits(node, member.value, at: member.key) {
        isFit = false
      }
    }
    return isFit
  }

  private func isAdditional(_ key: String) -> Bool {
    !nameSet.contains(CodePointKey(key)) && !regexes.contains { $0.search(in: key) }
  }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {
    declared.others(areTaken: !program.nodes[node].isNever)
  }
}

/// `propertyNames`.
struct PropertyNamesRule: SchemaRule {
  private let node: Int

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) -> (any SchemaRule)? {
    keyword.node(&compiler).map { PropertyNamesRule(node: $0) }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let object = value.objectValue else { return true }
    var isFit = true
    for key in object.keys {
      let name = JSON.string(key)
      if run.silently({ $0.fits(node, name, at: key) }) { continue }
      let reason = run.reason(node, name) ?? ""
      isFit = run.fail(site, "expected a property name that fits, found '\(key.excerpt())': \(reason)", at: key)
    }
    return isFit
  }
}

/// `dependentRequired`, `dependentSchemas`, and `dependencies` of draft-07, which holds both.
struct DependenciesRule: SchemaRule {
  private enum Demand: Sendable {
    case properties([String])
    case schema(Int)
  }

  private let demands: [(key: String, demand: Demand)]
  /// False where the keyword is only there from older days: it says what properties there are, and asks for none.
  private let isEnforced: Bool

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    try make(keyword, &compiler, isEnforced: true)
  }

  /// `dependencies`, which 2020-12 does not know any more, as much as its writers meant it.
  static func makeUnenforced(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    keyword.value.objectValue == nil ? nil : try make(keyword, &compiler, isEnforced: false)
  }

  private static func make(
    _ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler, isEnforced: Bool
  ) throws(JSONSchemaError) -> (any SchemaRule)? {
    guard let object = keyword.value.objectValue else {
      try keyword.mismatch("an object", nil, [], &compiler)
      return nil
    }
    var demands: [(key: String, demand: Demand)] = []
    for (key, value) in object.members {
      let isList = keyword.name == "dependentRequired" || (keyword.name == "dependencies" && value.arrayValue != nil)
      if isList, let names = try keyword.strings(value, [key], &compiler) { demands.append((key, .properties(names))) }
      if !isList, let node = keyword.node([keyword.name, key], &compiler) { demands.append((key, .schema(node))) }
    }
    return DependenciesRule(demands: demands, isEnforced: isEnforced)
  }

  private var nodes: [Int] { demands.compactMap { if case .schema(let node) = $0.demand { node } else { nil } } }
  var inPlace: [Int] { isEnforced ? nodes : [] }
  func describing(_ program: SchemaProgram) -> [Int] { nodes }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {
    for case .properties(let names) in demands.map(\.demand) { names.forEach { declared.name($0) } }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard isEnforced, let object = value.objectValue else { return true }
    run.spend(demands.count)
    var isFit = true
    for (key, demand) in demands where object.index(of: key) != nil {
      switch demand {
      case .schema(let node): if !run.fitsInPlace(node, value) { isFit = false }
      case .properties(let names):
        let missing = run.isPartial ? [] : names.filter { object.index(of: $0) == nil }
        guard !missing.isEmpty else { continue }
        let words = "missing beside '\(key.excerpt())': \(SchemaWords.names(missing))"
        isFit = run.fail(site, words, [key], missing: missing)
      }
    }
    return isFit
  }
}
