extension GateRule {
  package static let maxCatalogTokens = GateRule(
    "max_catalog_tokens", at: [.suite, .variant, .model], .count, .most,
    summary: "How many tokens the tool list may take, at about four characters each.",
    example: "12000")
}

extension JudgedRule {
  /// A fact of the variant: judged once, whatever the models, unless they have bounds of their own.
  static let maxCatalogTokens = JudgedRule(.maxCatalogTokens) { input, rule in
    var seen: Set<String> = []
    return input.arms.compactMap { arm in
      guard let most = input.gate.threshold(of: rule, for: arm.score.arm),
        seen.insert("\(arm.score.variant)\n\(most)").inserted
      else { return nil }
      let tokens = Double(arm.score.consumption.catalogTokens)
      return RuleOutcome(
        rule, .variant(arm.score.variant), tokens <= most ? .pass : .fail, threshold: most, value: tokens,
        evidence: .tokens)
    }
  }
}
