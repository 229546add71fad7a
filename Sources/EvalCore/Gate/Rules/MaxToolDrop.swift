extension GateRule {
  package static let maxToolDrop = GateRule(
    "max_tool_drop", at: [.suite], .drop(canBeOff: true), .most, usual: Usual(threshold: 0.25, appliesUnasked: true),
    holdsAfterEveryRound: true,
    summary: """
      The drop that no single tool may have, which a tolerance over the whole suite cannot see on a server with many tools. Fails \
      when a tool's drop is proven over all tools and its interval reaches below this size; 'off' disables it.
      """,
    example: "0.25")
}

extension JudgedRule {
  /// `method.md` 00.4.
  static let maxToolDrop = JudgedRule(.maxToolDrop) { input, rule in
    input.outcomes(comparing: rule) { comparison, tolerance in
      let guarded = GuardedTools(comparison.changes.tools, tolerance, of: input.tools)
      let shown = guarded.shown?.difference
      return RuleOutcome(
        rule, .arm(comparison.arm), guarded.verdict, threshold: tolerance, value: shown?.delta, low: shown?.low,
        high: shown?.high, baseline: comparison.baseline, evidence: .tools(guarded))
    }
  }
}
