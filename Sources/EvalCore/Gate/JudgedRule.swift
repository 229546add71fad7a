/// A rule of the gate with its judgement: one file a rule under `Rules`, one row in ``GateRule/judged``.
struct JudgedRule: Sendable {
  let rule: GateRule
  /// One outcome for each arm, comparison or tool that the rule looks at; none where the suite does not have it.
  let judge: @Sendable (GateInput, GateRule) -> [RuleOutcome]

  init(_ rule: GateRule, _ judge: @escaping @Sendable (GateInput, GateRule) -> [RuleOutcome]) {
    self.rule = rule
    self.judge = judge
  }
}

extension GateRule {
  /// In the order in which a verdict names them.
  static let judged: [JudgedRule] = [
    .maxDrop, .maxToolDrop, .noNewFailures,
    .minAccuracy, .maxFalseCallRate, .maxMissedCallRate,
    .minRecall, .minPrecision, .maxForbiddenCalls, .maxCatalogTokens,
    .expectedFail,
  ]

  package static let all = judged.map(\.rule)
}
