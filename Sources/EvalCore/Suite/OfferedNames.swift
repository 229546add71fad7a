/// Which of a suite's names for tools and arguments one variant has, and so whether answers that were given there can be judged
/// by what is expected elsewhere.
struct OfferedNames {
  private let suite: Suite
  private let variant: Variant
  private let judge: Judge
  private let tools: [String: Tool]
  /// By shown name, of the tools whose arguments are spoken of.
  private let schemas: [String: ArgumentSchema]

  /// - Parameters:
  ///   - spoken: all names that may be looked up.
  ///   - judge: what decides whether an answer is right.
  init(_ suite: Suite, _ variant: Variant, spoken: Set<SpokenName>, _ judge: Judge) {
    self.suite = suite
    self.variant = variant
    self.judge = judge
    tools = Dictionary(variant.toolSet.tools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = Set(spoken.filter { $0.argument != nil }.map { variant.names.shown($0.tool) })
    schemas = tools.filter { shown.contains($0.key) }.mapValues(ArgumentSchema.init)
  }

  /// Whether a trial of the case sees what is called so.
  func has(_ name: SpokenName, in evalCase: EvalCase) -> Bool {
    let map = suite.names(of: evalCase, in: variant)
    let shown = map.shown(name.tool)
    guard let tool = tool(shown, in: evalCase) else { return false }
    guard let argument = name.argument else { return true }
    let own = evalCase.tools?.replaces == true ? nil : schemas[shown]
    return !(own ?? ArgumentSchema(tool)).isUndeclared(map.entries[name.tool]?.arguments[argument] ?? argument)
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
    let arguments = schemas.flatMap { name, schema in
      schema.names.filter { other.schemas[name]?.isUndeclared($0) ?? false }.map { SpokenName(name, argument: $0) }
    }
    return Set(lost.map { SpokenName($0) }).union(arguments)
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
    let spokenThen = own.spokenNames(in: variant.name, judge: judge)
    let spokenNow = expected.spokenNames(in: variant.name, judge: judge)
    let unknown = lacking(spokenNow, in: own)
    if unknown.isEmpty { return [] }
    if !canMeet(expected), canMeet(own) { return unknown }
    let new = unknown.subtracting(spokenThen).filter { name in
      today.map { $0.names.has(name, in: $0.evalCase) } ?? true
    }
    return Self.renamed(new, spokenThen.subtracting(spokenNow).filter { has($0, in: own) })
  }

  /// The same for tools that no expectation was written for: whatever they have and today's lack may be what is new.
  func strangers(in evalCase: EvalCase, today: OfferedNames) -> Set<SpokenName> {
    let unknown = lacking(evalCase.spokenNames(in: variant.name, judge: judge), in: evalCase).filter {
      today.has($0, in: evalCase)
    }
    if unknown.isEmpty || !canMeet(evalCase) { return unknown }
    return Self.renamed(unknown, gone(from: today))
  }

  /// Of a tool that is not there its name says enough.
  private func lacking(_ spoken: Set<SpokenName>, in evalCase: EvalCase) -> Set<SpokenName> {
    spoken.filter { name in
      !has(name, in: evalCase) && (name.argument == nil || has(SpokenName(name.tool), in: evalCase))
    }
  }

  private func canMeet(_ evalCase: EvalCase) -> Bool {
    evalCase.expectation(in: variant.name).canBeMet(judge) { has($0, in: evalCase) }
  }

  private static func renamed(_ new: Set<SpokenName>, _ lost: Set<SpokenName>) -> Set<SpokenName> {
    new.filter { name in lost.contains { $0.canStandFor(name) } }
  }
}
