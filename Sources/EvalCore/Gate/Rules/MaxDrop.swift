extension GateRule {
  package static let maxDrop = GateRule(
    "max_drop", at: [.suite, .variant, .model], .drop(canBeOff: false), .most,
    usual: Usual(threshold: 0.05, appliesUnasked: false), holdsAfterEveryRound: true,
    summary: """
      The drop in accuracy, as a share of 1, that must be ruled out. Passes when the interval excludes a drop of this size, fails \
      when a drop is proven and this size is not excluded. With a baseline or --control it applies at 0.05 even where it \
      is not written.
      """,
    example: "0.05")
}

extension JudgedRule {
  /// The verdict is the comparison's own.
  static let maxDrop = JudgedRule(.maxDrop) { input, rule in
    input.outcomes(comparing: rule) { comparison, tolerance in
      RuleOutcome(
        rule, .arm(comparison.arm), comparison.verdict, threshold: tolerance, value: comparison.difference?.delta,
        low: comparison.difference?.low, high: comparison.difference?.high, baseline: comparison.baseline,
        evidence: .drop(
          cases: comparison.difference.map { _ in comparison.cases.paired }, doubt(comparison, tolerance)))
    }
  }

  private static func doubt(_ comparison: Comparison, _ tolerance: Double) -> RuleEvidence.Doubt? {
    guard comparison.verdict == .inconclusive, let difference = comparison.difference else { return nil }
    if let room = difference.room, !room.exceeds(tolerance) { return .nothingToLose(control: room.control) }
    return difference.detectable.map { .couldShow($0) }
  }
}
