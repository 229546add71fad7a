extension GateRule {
  package static let maxFalseCallRate = GateRule(
    "max_false_call_rate", at: [.suite, .variant, .model], .share, .most,
    summary: "The largest share of trials that may make a call, in the cases that expect none.",
    example: "0.20")
}

extension JudgedRule {
  static let maxFalseCallRate = JudgedRule(.maxFalseCallRate) { input, rule in
    input.outcomes(of: rule) { arm in
      arm.share(rule.bound) {
        $0.demand == .none
      } isCounted: {
        arm.trials[$0].madeCall
      }
    }
  }
}
