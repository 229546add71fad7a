/// The rules that look at one arm alone, applied to every arm that is not exempt.
struct ArmRules {
  private let arms: [GatedArm]
  private let gate: GateRules

  init(_ arms: [GatedArm], _ gate: GateRules) {
    self.arms = arms
    self.gate = gate
  }

  var outcomes: [RuleOutcome] {
    rateOutcomes + toolOutcomes + forbiddenOutcomes + catalogOutcomes + expectedFailureOutcomes
  }

  private var rateOutcomes: [RuleOutcome] {
    rates("min_accuracy", .least, \.minAccuracy) { $0.accuracy }
      + rates("max_false_call_rate", .most, \.maxFalseCallRate) { $0.falseCallRate }
      + rates("max_missed_call_rate", .most, \.maxMissedCallRate) { $0.missedCallRate }
  }

  private func rates(
    _ name: String, _ bound: RateRule.Bound, _ threshold: (GateRules.Overrides) -> Double?,
    _ rate: (GatedArm) -> RateRule.Rate?
  ) -> [RuleOutcome] {
    RateRule.outcomes(
      arms.compactMap { arm in
        threshold(gate.rules(variant: arm.score.variant, model: arm.score.model)).map {
          RateRule(name: name, arm: arm.arm, bound: bound, threshold: $0, rate: rate(arm))
        }
      })
  }

  private var toolOutcomes: [RuleOutcome] {
    gate.tools.sorted { $0.key < $1.key }.flatMap { tool, rules in
      toolRates("tools.\(tool).min_recall", rules.minRecall, (.notApplicable, "no scored case expects '\(tool)'")) {
        $0.recall(of: tool)
      }
        + toolRates(
          "tools.\(tool).min_precision", rules.minPrecision,
          (.inconclusive, "fewer than 3 calls of '\(tool)' were judged")
        ) { $0.precision(of: tool) }
        + forbidden("tools.\(tool).max_forbidden_calls", rules.maxForbiddenCalls, of: tool)
    }
  }

  private func toolRates(
    _ name: String, _ threshold: Double?, _ absence: (Verdict, String), _ rate: (GatedArm) -> RateRule.Rate?
  ) -> [RuleOutcome] {
    guard let threshold else { return [] }
    return RateRule.outcomes(
      arms.map {
        RateRule(name: name, arm: $0.arm, bound: .least, threshold: threshold, rate: rate($0), absence: absence)
      })
  }

  private var forbiddenOutcomes: [RuleOutcome] { forbidden("max_forbidden_calls", gate.maxForbiddenCalls, of: nil) }

  /// A count of what was seen, without statistics.
  private func forbidden(_ name: String, _ most: Int?, of tool: String?) -> [RuleOutcome] {
    guard let most else { return [] }
    return arms.map { arm in
      let calls = arm.forbiddenCalls(of: tool)
      let isEmpty = !arm.forbids(tool)
      let nothing = isEmpty ? "nothing to lose: no scored case forbids \(tool.map { "'\($0)'" } ?? "a call"); " : ""
      return RuleOutcome(
        rule: name, variant: arm.score.variant, model: arm.score.model,
        outcome: isEmpty ? .inconclusive : calls <= most ? .pass : .fail,
        threshold: Double(most), value: Double(calls), low: nil, high: nil,
        detail: "\(nothing)\(calls) forbidden calls\(tool.map { " of '\($0)'" } ?? ""), at most \(most) wanted")
    }
  }

  /// A fact of the variant: asked once, whatever the models, unless they have bounds of their own.
  private var catalogOutcomes: [RuleOutcome] {
    var seen: Set<String> = []
    return arms.compactMap { arm in
      let rules = gate.rules(variant: arm.score.variant, model: arm.score.model)
      guard let most = rules.maxCatalogTokens, seen.insert("\(arm.score.variant)\n\(most)").inserted else { return nil }
      let tokens = arm.score.catalogTokens
      return RuleOutcome(
        rule: "max_catalog_tokens", variant: arm.score.variant, model: nil, outcome: tokens <= most ? .pass : .fail,
        threshold: Double(most), value: Double(tokens), low: nil, high: nil,
        detail: "about \(tokens) tokens, at most \(most) wanted")
    }
  }

  /// An expected failure that always comes out right is stale: whoever mended it takes the mark away.
  private var expectedFailureOutcomes: [RuleOutcome] {
    arms.compactMap { arm in
      let expected = arm.expectedFailures
      guard !expected.isEmpty else { return nil }
      let mended = expected.filter { $0.rate == 1 }
      let isKnown = mended.contains { arm.score.exact || $0.scored >= Self.enoughRepeats }
      let detail =
        mended.isEmpty
        ? "\(expected.count) of \(expected.count) still fail"
        : "right now: \(mended.map(\.caseID).quotedBeginning); remove their 'expected_fail'"
      return RuleOutcome(
        rule: "expected_fail", variant: arm.score.variant, model: arm.score.model,
        outcome: mended.isEmpty ? .pass : isKnown ? .fail : .inconclusive, threshold: 0, value: Double(mended.count),
        low: nil, high: nil, detail: detail)
    }
  }

  /// A case that is right half of the time is right five times in a row less often than α.
  private static let enoughRepeats = 5
}
