import Statistics
import TestSupport
import Testing

struct WilsonTests {
  @Test(arguments: GoldenVectors["proportion_ci"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    #expect(vector.accepts(Bounds(interval(vector)), "wilson"))
  }

  @Test(arguments: GoldenVectors["proportion_ci_published"])
  func matchesPublishedTables(vector: GoldenVector) {
    #expect(vector.accepts(Bounds(interval(vector)), "wilson_4dp"))
  }

  @Test(arguments: GoldenVectors["wilson_effective_n"])
  func takesCountsThatAreNotWhole(vector: GoldenVector) {
    let interval = Wilson.interval(
      p: vector.input("p"), effectiveCount: vector.input("n_eff"), level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(interval), "wilson"))
  }

  @Test(arguments: [(0, 1), (0, 7), (2, 9), (5, 10), (99, 100)])
  func reflectsWhenFailuresAreCountedInstead(successes: Int, runs: Int) throws {
    let interval = try #require(Wilson.interval(Counts(successes: successes, runs: runs), level: 0.9))
    let reflected = try #require(Wilson.interval(Counts(successes: runs - successes, runs: runs), level: 0.9))
    #expect(interval.isNear(Interval(low: 1 - reflected.high, high: 1 - reflected.low, level: 0.9)))
  }

  @Test func theBoundAtAnExtremeIsTheExtremeItself() throws {
    for runs in 1...200 {
      #expect(Wilson.interval(Counts(successes: 0, runs: runs), level: 0.95)?.low == 0)
      let full = try #require(Wilson.interval(Counts(successes: runs, runs: runs), level: 0.95))
      #expect(full.high == 1 && full.low < 1)
    }
  }

  @Test func nothingObservedOrImpossibleInputHasNoInterval() {
    #expect(Wilson.interval(Counts(successes: 0, runs: 0), level: 0.95) == nil)
    #expect(Wilson.interval(p: 0.5, effectiveCount: 0, level: 0.95) == nil)
    #expect(Wilson.interval(p: 0.5, effectiveCount: .nan, level: 0.95) == nil)
    #expect(Wilson.interval(p: 0.5, effectiveCount: .infinity, level: 0.95) == nil)
    #expect(Wilson.interval(p: 1.1, effectiveCount: 5, level: 0.95) == nil)
    #expect(Wilson.interval(p: .nan, effectiveCount: 5, level: 0.95) == nil)
    #expect(Wilson.interval(p: 0.5, effectiveCount: 5, level: 1) == nil)
  }

  private func interval(_ vector: GoldenVector) -> Interval? {
    Wilson.interval(
      Counts(successes: vector.integer("successes"), runs: vector.integer("n")), level: vector.input("confidence"))
  }
}
