extension GateRule {
  package static let maxMissedCallRate = GateRule(
    "max_missed_call_rate", at: [.suite, .variant, .model], .share, .most,
    summary: "The largest share of trials that may make no call, in the cases that expect one.",
    example: "0.10")
}

extension JudgedRule {
  static let maxMissedCallRate = JudgedRule(.maxMissedCallRate) { input, rule in
    input.outcomes(of: rule) { arm in
      arm.share(rule.bound) {
        $0.demand == .call
      } isCounted: {
        !arm.trials[$0].madeCall
      }
    }
  }
}
