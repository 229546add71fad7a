import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ConfidenceSequenceTests {
  @Test(arguments: GoldenVectors["beta_binomial_confidence_sequence"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let prior = vector.inputs("prior")
    let interval = ConfidenceSequence.interval(
      Counts(successes: vector.integer("x"), runs: vector.integer("n")), level: 1 - vector.input("alpha"),
      mixture: (Double(prior[0]), Double(prior[1])))
    #expect(vector.accepts(Bounds(interval), "cs"))
  }

  @Test(arguments: [(0, 3), (4, 9), (60, 60)]) func isWiderThanAnIntervalForOneLook(successes: Int, runs: Int) throws {
    let counts = Counts(successes: successes, runs: runs)
    let sequence = try #require(ConfidenceSequence.interval(counts, level: 0.95))
    let once = try #require(ClopperPearson.interval(counts, level: 0.95))
    #expect(sequence.low <= once.low && sequence.high >= once.high && sequence.width > once.width)
  }

  /// Stopped at any time, all 150 intervals of a run hold the rate in at least 95 % of the runs.
  @Test func coversAllTheTime() throws {
    var generator = SeededGenerator(seed: 102)
    var misses = 0
    for _ in 0..<200 {
      var successes = 0
      var hasMissed = false
      for run in 1...150 {
        if generator.unit() < 0.8 { successes += 1 }
        let interval = try #require(ConfidenceSequence.interval(Counts(successes: successes, runs: run), level: 0.95))
        if !interval.contains(0.8) { hasMissed = true }
      }
      if hasMissed { misses += 1 }
    }
    #expect(misses <= 10)
  }

  @Test func nothingObservedSaysNothing() {
    let none = Counts(successes: 0, runs: 0)
    #expect(ConfidenceSequence.interval(none, level: 0.9) == Interval(low: 0, high: 1, level: 0.9))
    #expect(ConfidenceSequence.interval(none, level: 1) == nil)
    #expect(ConfidenceSequence.interval(none, level: 0.9, mixture: (0, 1)) == nil)
  }
}
