/// How much a plan would ask for, before anything is asked.
package struct PlanEstimate: Sendable {
  /// Distinct cases.
  package let cases: Int
  /// To models, at most: every trial taking all of its turns.
  package let requests: Int
  /// At most; the prompts, and the tools where nobody has counted them, about four characters each.
  package let inputTokens: Int
  /// USD by model, for those with a price; nil where no model has one.
  package let dollars: Double?

  /// What a call and a few words take, where no one has measured.
  private static let outputTokensPerRequest = 60

  /// - Parameters:
  ///   - prices: by model, USD per million tokens.
  ///   - catalogTokens: what each variant's tools cost, by model and variant, where it was counted.
  package init(
    _ plan: Plan, of suite: Suite, prices: [String: TokenPrice] = [:], catalogTokens: [String: [String: Int]] = [:]
  ) {
    let byID = Dictionary(suite.cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let estimated = Dictionary(
      suite.variants.map { ($0.name, $0.toolSet.estimatedTokens) }, uniquingKeysWith: { first, _ in first })
    var asked: Set<String> = []
    var (requests, inputTokens, dollars) = (0, 0, 0.0)
    for trial in plan.trials {
      guard let evalCase = byID[trial.caseID] else { continue }
      asked.insert(trial.caseID)
      let most = (evalCase.turns ?? suite.turns) * evalCase.prompts.count
      let catalog = catalogTokens[trial.model]?[trial.variant] ?? estimated[trial.variant] ?? 0
      let input = most * catalog + TokenEstimate.tokens(bytes: evalCase.prompt.utf8.count)
      requests += most
      inputTokens += input
      if let price = prices[trial.model] {
        dollars += (Double(input) * price.input + Double(most * Self.outputTokensPerRequest) * price.output) / 1e6
      }
    }
    cases = asked.count
    self.requests = requests
    self.inputTokens = inputTokens
    self.dollars = plan.models.contains { prices[$0.name] != nil } ? dollars : nil
  }
}
