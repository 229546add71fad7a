import Statistics
import StatisticsReference
import TestSupport
import Testing

struct AgrestiCoullTests {
  /// The file's key says "unclipped", but its numbers are clipped.
  @Test(arguments: GoldenVectors["proportion_ci"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let counts = Counts(successes: vector.integer("successes"), runs: vector.integer("n"))
    let interval = AgrestiCoull.interval(counts, level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(interval), "agresti_coull_unclipped"))
  }

  @Test(arguments: [0, 1, 4, 9]) func containsWilsonsInterval(successes: Int) throws {
    let counts = Counts(successes: successes, runs: 9)
    let wide = try #require(AgrestiCoull.interval(counts, level: 0.9))
    let narrow = try #require(Wilson.interval(counts, level: 0.9))
    #expect(wide.low >= 0 && wide.low <= narrow.low + 1e-15)
    #expect(wide.high <= 1 && wide.high >= narrow.high - 1e-15)
  }

  @Test func nothingObservedHasNoInterval() {
    #expect(AgrestiCoull.interval(Counts(successes: 0, runs: 0), level: 0.9) == nil)
    #expect(AgrestiCoull.interval(Counts(successes: 0, runs: 1), level: 1) == nil)
  }
}
