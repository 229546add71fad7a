extension GateRule {
  /// Cases bring it along.
  package static let expectedFail = GateRule(
    "expected_fail", at: [], .count, .most,
    summary:
      "How many cases that are marked 'expected_fail' may come out right every time: none, because such a mark is stale."
  )
}

extension JudgedRule {
  /// A case that is right half of the time is right five times in a row less often than ``Levels/alpha``.
  private static let enoughRepeats = 5

  /// An expected failure that always comes out right is stale: whoever mended it takes the mark away.
  static let expectedFail = JudgedRule(.expectedFail) { input, rule in
    input.arms.compactMap { arm in
      let expected = arm.expectedFailures
      guard !expected.isEmpty else { return nil }
      let mended = expected.filter { $0.rate == 1 }
      let isKnown = mended.contains { arm.score.isDeterministic || $0.scored >= enoughRepeats }
      return RuleOutcome(
        rule, .arm(arm.score.arm), mended.isEmpty ? .pass : isKnown ? .fail : .inconclusive, threshold: 0,
        value: Double(mended.count),
        evidence: .expectedFailures(cases: expected.count, mended: mended.map(\.caseID)))
    }
  }
}
