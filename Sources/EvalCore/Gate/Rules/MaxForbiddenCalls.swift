extension GateRule {
  package static let maxForbiddenCalls = GateRule(
    "max_forbidden_calls", at: [.suite, .tool], .count, .most,
    summary:
      "The most calls that may be made although their cases forbid them, of all tools or of one: a count, without statistics.",
    example: "0")
}

extension JudgedRule {
  static let maxForbiddenCalls = JudgedRule(.maxForbiddenCalls) { input, rule in
    let all = input.gate[rule].map { [(tool: String?.none, threshold: $0)] } ?? []
    return (input.gate.tools(with: rule).map { ($0, $1) } + all).flatMap { tool, most in
      input.arms.map { arm in
        let calls = Double(arm.forbiddenCalls(of: tool))
        let isForbidden = arm.forbids(tool)
        return RuleOutcome(
          rule, .arm(arm.score.arm), tool: tool, isForbidden ? calls <= most ? .pass : .fail : .inconclusive,
          threshold: most, value: calls, evidence: .forbiddenCalls(isForbidden: isForbidden))
      }
    }
  }
}
