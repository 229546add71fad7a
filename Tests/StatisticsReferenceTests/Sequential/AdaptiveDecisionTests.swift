import Statistics
import StatisticsReference
import Testing

struct AdaptiveDecisionTests {
  @Test(
    arguments: [
      (25, -0.2, -0.3, false, AdaptiveDecision.fail), (25, -0.2, -0.3, true, .fail),
      (25, -0.02, -0.04, false, .addRepeats), (25, -0.02, -0.04, true, .pass),
      (19, -0.2, -0.3, false, .addRepeats), (19, -0.2, -0.3, true, .inconclusive),
      (0.3, 0.01, -0.02, false, .addRepeats), (0.3, 0.01, -0.02, true, .pass), (25, 0, -0.3, true, .inconclusive),
    ] as [(Double, Double, Double, Bool, AdaptiveDecision)])
  func failsAtAnyTimeAndPassesOnlyAtTheEnd(
    eValue: Double, estimate: Double, low: Double, isLast: Bool, expected: AdaptiveDecision
  ) {
    let decision = AdaptiveDecision(
      eValue: eValue, estimate: estimate, interval: Interval(low: low, high: 0.1, level: 0.9), margin: 0.05,
      isLastRound: isLast)
    #expect(decision == expected)
  }
}
