extension GateRule {
  package static let minAccuracy = GateRule(
    "min_accuracy", at: [.suite, .variant, .model], .share, .least,
    summary: "The least share of right trials that these cases must reach, by the interval over these cases.",
    example: "0.80")
}

extension JudgedRule {
  static let minAccuracy = JudgedRule(.minAccuracy) { input, rule in
    input.outcomes(of: rule) { arm in
      arm.share(rule.bound) { _ in
        true
      } isCounted: {
        arm.trials[$0].isCorrect(arm.score.strictness)
      }
    }
  }
}
