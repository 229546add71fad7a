import OrderedJSON

/// Which of a suite's names for tools and arguments one variant has, and so whether answers that were given there can be judged
/// by what is expected elsewhere.
struct OfferedNames {
  private let suite: Suite
  private let variant: Variant
  private let strictness: Strictness
  private let tools: [String: Tool]
  /// By shown name, of the tools whose arguments are spoken of.
  private let schemas: [String: ArgumentSchema]

  /// - Parameters:
  ///   - spoken: all names that may be looked up.
  ///   - judge: what decides whether an answer is right.
  init(_ suite: Suite, _ variant: Variant, spoken: Set<SpokenName>, _ strictness: Strictness) {
    self.suite = suite
    self.variant = variant
    self.strictness = strictness
    tools = variant.toolSet.tools.keyed(by: \.name)
    let shown = Set(spoken.filter { $0.argument != nil }.map { variant.names.shown($0.tool) })
    schemas = tools.filter { shown.contains($0.key) }.mapValues(ArgumentSchema.init)
  }

  /// Whether a trial of the case could use what is called so, in an open schema any argument.
  func has(_ name: SpokenName, in evalCase: EvalCase) -> Bool {
    let map = suite.names(of: evalCase, in: variant)
    let shown = map.shown(name.tool)
    guard let tool = tool(shown, in: evalCase) else { return false }
    guard let argument = name.argument else { return true }
    let own = evalCase.tools?.replaces == true ? nil : schemas[shown]
    return !(own ?? ArgumentSchema(tool)).isUndeclared(map.entries[name.tool]?.arguments[argument] ?? argument)
  }

  /// Whether a trial of the case sees what is called so: an argument that its schema has by name. What stands deeper than
  /// plain objects go is taken for seen.
  func shows(_ name: SpokenName, in evalCase: EvalCase) -> Bool {
    guard has(name, in: evalCase), let argument = name.argument else { return has(name, in: evalCase) }
    let map = suite.names(of: evalCase, in: variant)
    guard let tool = tool(map.shown(name.tool), in: evalCase) else { return false }
    let way = [map.entries[name.tool]?.arguments[argument] ?? argument] + name.inside
    return tool.inputSchema.hasMember(way)
  }

  private func tool(_ shown: String, in evalCase: EvalCase) -> Tool? {
    switch evalCase.tools {
    case nil: tools[shown]
    case .replacement(let set): set[shown]
    case .only(let names): names.map(variant.names.shown).contains(shown) ? tools[shown] : nil
    case .without(let names): names.map(variant.names.shown).contains(shown) ? nil : tools[shown]
    }
  }

  /// The tools, and of those that are spoken of the arguments, that another variant does not have.
  func gone(from other: OfferedNames) -> Set<SpokenName> {
    let lost = Set(tools.keys).subtracting(other.tools.keys)
    let arguments = schemas.keys.flatMap { name -> [SpokenName] in
      guard let own = tools[name]?.inputSchema, let others = other.tools[name]?.inputSchema else { return [] }
      return own.memberWays.filter { !others.hasMember($0) }
        .map { SpokenName(name, argument: $0[0], inside: Array($0.dropFirst())) }
    }
    return Set(lost.map { SpokenName($0) }).union(arguments)
  }
}

extension JSON {
  /// Whether a schema lists the member at the end of a way through plain objects, or cannot tell: it has references, unions or
  /// no list there.
  fileprivate func hasMember(_ way: [String]) -> Bool {
    var schema = self
    for name in way {
      guard let members = schema["properties"]?.objectValue, !schema.isElsewhere else { return true }
      guard let member = members[name] else { return false }
      schema = member
    }
    return true
  }

  /// Whether members may be declared in other places than `properties`.
  private var isElsewhere: Bool {
    ["$ref", "allOf", "anyOf", "oneOf", "patternProperties", "if", "dependentSchemas"].contains { self[$0] != nil }
  }

  /// The ways to all members that a schema lists, through plain objects.
  fileprivate var memberWays: [[String]] { ways(depth: 5) }

  private func ways(depth: Int) -> [[String]] {
    guard depth > 0, let members = self["properties"]?.objectValue else { return [] }
    return members.flatMap { member in
      [[member.key]] + member.value.ways(depth: depth - 1).map { [member.key] + $0 }
    }
  }
}

extension CaseTools {
  fileprivate var replaces: Bool { if case .replacement = self { true } else { false } }
}

// MARK: - Judging by what is expected elsewhere

extension OfferedNames {
  /// The names by which answers that were given here cannot fairly be judged; none where they can.
  ///
  /// What is expected may be impossible here. Or it speaks of something that is new since, and of something else no longer: then
  /// the one may be the other under another name, and an answer that was right would be wrong by its name alone. What merely
  /// came is harmless, because nobody could call it, and so is what was unknown here when it was asked already.
  ///
  /// - Parameters:
  ///   - expected: the case as it was asked here, with what is expected now.
  ///   - own: the same with what was expected then.
  ///   - today: the tools that the expectation was written for, with the case as it is asked there; nil for not known.
  func strangers(
    in expected: EvalCase, insteadOf own: EvalCase, today: (names: OfferedNames, evalCase: EvalCase)?
  ) -> Set<SpokenName> {
    let spokenThen = own.spokenNames(in: variant.name, strictness: strictness)
    let spokenNow = expected.spokenNames(in: variant.name, strictness: strictness)
    let unknown = lacking(spokenNow, in: own)
    if unknown.isEmpty { return [] }
    if !canMeet(expected), canMeet(own) { return unknown }
    let new = unknown.subtracting(spokenThen).filter { name in
      today.map { $0.names.shows(name, in: $0.evalCase) } ?? true
    }
    return Self.renamed(new, spokenThen.subtracting(spokenNow).filter { shows($0, in: own) })
  }

  /// The same for tools that no expectation was written for: whatever they have and today's lack may be what is new.
  func strangers(in evalCase: EvalCase, today: OfferedNames) -> Set<SpokenName> {
    // What is forbidden is left out: a tool that is new can be another's new name, but then the control is only judged mildly.
    let spoken = evalCase.spokenNames(in: variant.name, strictness: strictness, forbids: false)
    let unknown = lacking(spoken, in: evalCase).filter { today.shows($0, in: evalCase) }
    if unknown.isEmpty || !canMeet(evalCase) { return unknown }
    return Self.renamed(unknown, gone(from: today))
  }

  /// Of a tool that is not there its name says enough.
  private func lacking(_ spoken: Set<SpokenName>, in evalCase: EvalCase) -> Set<SpokenName> {
    spoken.filter { name in
      !shows(name, in: evalCase) && (name.argument == nil || has(SpokenName(name.tool), in: evalCase))
    }
  }

  private func canMeet(_ evalCase: EvalCase) -> Bool {
    evalCase.expectation(in: variant.name).canBeMet(strictness) { has($0, in: evalCase) }
  }

  private static func renamed(_ new: Set<SpokenName>, _ lost: Set<SpokenName>) -> Set<SpokenName> {
    new.filter { name in lost.contains { $0.canStandFor(name) } }
  }
}
