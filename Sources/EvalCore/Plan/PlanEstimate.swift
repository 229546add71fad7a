import OrderedJSON

/// How much a plan would ask for, before anything is asked.
package struct PlanEstimate: Sendable {
  /// Distinct cases.
  package let cases: Int
  /// To models, at most: every trial taking all of its turns.
  package let requests: Int
  /// At most; the conversations, and the tools where nobody has counted them, about four characters each.
  package let inputTokens: Int
  /// USD of the models with a price, and of those that cost nothing; nil where no model is one of either.
  package let dollars: Double?
  /// Models whose price nobody knows: ``dollars`` lacks them.
  package let unpriced: [String]

  /// - Parameters:
  ///   - prices: by model, USD per million tokens.
  ///   - free: models without a price that cost nothing, because this machine answers for them.
  ///   - catalogTokens: what each variant's tools cost, by model and variant, where it was counted.
  package init(
    _ plan: Plan, of suite: Suite, prices: [String: TokenPrice] = [:], free: Set<String> = [],
    catalogTokens: [String: [String: Int]] = [:]
  ) {
    let byID = suite.casesByID
    let variants = suite.variants.keyed(by: \.name)
    let catalogs = variants.mapValues { suite.shownTools(in: $0).estimatedTokens }
    var known: [Asked: TrialEstimate] = [:]
    var (requests, inputTokens, dollars) = (0, 0, 0.0)
    for trial in plan.trials {
      guard let evalCase = byID[trial.caseID], let variant = variants[trial.variant] else { continue }
      let asked = Asked(caseID: trial.caseID, variant: trial.variant, model: trial.model)
      let catalog = catalogTokens[trial.model]?[trial.variant] ?? catalogs[trial.variant] ?? 0
      let estimate = known[asked] ?? TrialEstimate(evalCase, in: variant, of: suite, catalogTokens: catalog)
      known[asked] = estimate
      requests += estimate.requests
      inputTokens += estimate.inputTokens
      if let price = prices[trial.model] { dollars += estimate.dollars(at: price) }
    }
    cases = Set(plan.trials.map(\.caseID)).intersection(byID.keys).count
    self.requests = requests
    self.inputTokens = inputTokens
    let unpriced = plan.models.map(\.name).filter { prices[$0] == nil && !free.contains($0) }
    self.unpriced = unpriced
    self.dollars = unpriced.count < plan.models.count ? dollars : nil
  }

  private struct Asked: Hashable {
    let caseID: String
    let variant: String
    let model: String
  }
}

/// What one trial sends at most: each request says again all that was said before it.
private struct TrialEstimate {
  private(set) var requests = 0
  private(set) var inputTokens = 0

  /// What a call and a few words take, where no one has measured.
  private static let outputTokensPerRequest = 60

  /// - Parameter catalogTokens: of the variant's tools; a case with tools of its own has others.
  init(_ evalCase: EvalCase, in variant: Variant, of suite: Suite, catalogTokens: Int) {
    let catalog =
      evalCase.tools == nil
      ? catalogTokens : suite.catalogueTools(of: evalCase, in: variant).reduce(0) { $0 + $1.estimatedTokens }
    let system = suite.systemPrompt(of: evalCase, in: variant) ?? ""
    var said = TokenEstimate.tokens(of: system) + evalCase.history.reduce(0) { $0 + $1.estimatedTokens }
    let results = suite.results(of: evalCase, in: variant).values.map(\.estimatedTokens)
    let answered = Self.outputTokensPerRequest + max(CannedResult.ok.estimatedTokens, results.max() ?? 0)
    for prompt in evalCase.prompts {
      said += TokenEstimate.tokens(of: prompt)
      for _ in 0..<(evalCase.turns ?? suite.turns) {
        requests += 1
        inputTokens += catalog + said
        said += answered
      }
    }
  }

  func dollars(at price: TokenPrice) -> Double {
    (Double(inputTokens) * price.input + Double(requests * Self.outputTokensPerRequest) * price.output) / 1e6
  }
}
