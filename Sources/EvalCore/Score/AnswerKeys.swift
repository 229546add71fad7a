import OrderedJSON

/// The answer keys of one case after the other, each made when it is first asked for, with the list of tools that the models were
/// shown.
struct AnswerKeys {
  private let suite: Suite
  /// The case that ``keys`` are of: trials come case by case, and the keys of all cases would weigh more than the suite.
  private var current: Int?
  private var keys: [Int: AnswerKey] = [:]
  /// Of the run.
  private let read: Catalogues
  private var catalogues: [CatalogueKey: Catalogue] = [:]

  private enum CatalogueKey: Hashable {
    case variant(Int)
    case only(Int, [String])
    case without(Int, [String])
    case replacement(ToolSet)
    /// Of one case alone, which asks as somebody of its own.
    case own(Int, String)
  }

  init(_ suite: Suite, _ read: Catalogues) {
    self.suite = suite
    self.read = read
  }

  /// - Parameters:
  ///   - evalCase: its place in the suite.
  ///   - variant: its place in the suite.
  mutating func key(_ evalCase: Int, _ variant: Int, givesArguments: Bool) -> AnswerKey {
    if evalCase != current { (current, keys) = (evalCase, [:]) }
    let index = variant * 2 + (givesArguments ? 1 : 0)
    if let key = keys[index] { return key }
    let (asked, shown) = (suite.cases[evalCase], suite.variants[variant])
    let key = AnswerKey(
      expectation: suite.expectation(of: asked, in: shown), forbidden: suite.forbidden(of: asked, in: shown),
      allowExtra: asked.allowExtra, names: suite.names(of: asked, in: shown),
      catalogue: catalogue(asked, shown, variant),
      strictness: suite.strictness(of: givesArguments), givesArguments: givesArguments,
      hidden: suite.hiddenTools(of: asked, in: shown))
    keys[index] = key
    return key
  }

  private mutating func catalogue(_ evalCase: EvalCase, _ variant: Variant, _ index: Int) -> Catalogue {
    let key: CatalogueKey =
      switch evalCase.tools {
      case _ where evalCase.principal != nil: .own(index, evalCase.id)
      case nil: .variant(index)
      case .only(let names): .only(index, names)
      case .without(let names): .without(index, names)
      case .replacement(let set): .replacement(set)
      }
    if let catalogue = catalogues[key] { return catalogue }
    let catalogue =
      read.shown(by: variant.name, caseID: evalCase.hasOwnList ? evalCase.id : nil)
      ?? read.catalogue(of: suite.catalogueTools(of: evalCase, in: variant))
    catalogues[key] = catalogue
    return catalogue
  }
}

extension Suite {
  /// A model that gives no arguments is judged by its tools, whatever the suite says.
  func strictness(of givesArguments: Bool) -> Strictness { givesArguments ? strictness : .tools }

  /// What decides for any of them.
  func strictness(of models: [ModelCard]) -> Strictness { strictness(of: models.contains(where: \.givesArguments)) }
}
