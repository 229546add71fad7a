import StatisticsReference
import TestSupport
import Testing

struct OptimalRepeatsTests {
  @Test(arguments: GoldenVectors["optimal_repeats"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let count = OptimalRepeats.count(
      within: vector.input("sigma2_within"), between: vector.input("omega2_between"),
      costPerCase: vector.input("cost_per_case"), costPerRun: vector.input("cost_per_run"))
    #expect(vector.accepts(count, "K_star"))
  }

  /// For the same money, fewer or more repeats give a larger variance (ω² + σ²/K)/n.
  @Test func isTheCheapestWay() throws {
    let (within, between, costPerCase) = (0.1, 0.02, 6.0)
    let best = try #require(
      OptimalRepeats.count(within: within, between: between, costPerCase: costPerCase, costPerRun: 1))
    let variance = { (repeats: Double) in (between + within / repeats) * (costPerCase + repeats) }
    for other in [0.8, 0.95, 1.05, 1.3] { #expect(variance(best) < variance(best * other)) }
  }

  @Test func extremesAreOneRunOrNoEnd() {
    #expect(OptimalRepeats.count(within: 0, between: 0, costPerCase: 5, costPerRun: 1) == 1)
    #expect(OptimalRepeats.count(within: 0.001, between: 1, costPerCase: 5, costPerRun: 1) == 1)
    #expect(OptimalRepeats.count(within: 0.1, between: 0, costPerCase: 5, costPerRun: 1) == .infinity)
    #expect(OptimalRepeats.count(within: -0.1, between: 0, costPerCase: 5, costPerRun: 1) == nil)
    #expect(OptimalRepeats.count(within: 0.1, between: 0.1, costPerCase: 0, costPerRun: 1) == nil)
  }
}
