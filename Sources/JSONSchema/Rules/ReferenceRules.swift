import OrderedJSON

/// `$ref`.
struct ReferenceRule: SchemaRule {
  private let node: Int
  var inPlace: [Int] { [node] }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let reference = try keyword.string(&compiler),
      let location = try compiler.target(of: reference, from: keyword.location, keyword.name)
    else { return UnreadRule() }
    return ReferenceRule(node: compiler.node(at: location))
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    run.fitsInPlace(node, value)
  }
}

/// `$dynamicRef`: where it leads to a dynamic anchor, the outermost schema on the way here with that anchor is meant.
struct DynamicReferenceRule: SchemaRule {
  private let node: Int
  private let anchor: String?
  /// A dynamic one is left to the limit on depth, because only the way here tells where it leads.
  var inPlace: [Int] { anchor == nil ? [node] : [] }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let reference = try keyword.string(&compiler),
      let location = try compiler.target(of: reference, from: keyword.location, keyword.name)
    else { return UnreadRule() }
    let anchor = compiler.dynamicAnchor(of: reference, at: location)
    if let anchor, compiler.program.dynamicAnchors[anchor] == nil { compiler.program.dynamicAnchors[anchor] = [:] }
    return DynamicReferenceRule(node: compiler.node(at: location), anchor: anchor)
  }

  func describing(_ program: SchemaProgram) -> [Int] {
    [node] + (anchor.flatMap { program.dynamicAnchors[$0] }?.values.sorted() ?? [])
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    run.fitsInPlace(anchor.flatMap(run.dynamicTarget) ?? node, value)
  }
}

/// A reference that leads nowhere, where the reading is lenient: whatever it would have said is not known.
struct UnreadRule: SchemaRule {
  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool { true }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) { declared.others(areTaken: true) }
}
