import Foundation
import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ClopperPearsonTests {
  @Test(arguments: GoldenVectors["proportion_ci"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let counts = Counts(successes: vector.integer("successes"), runs: vector.integer("n"))
    let interval = ClopperPearson.interval(counts, level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(interval), "clopper_pearson"))
  }

  /// 1 - α^{1/n}, which the rule of three calls 3/n.
  @Test(arguments: [1, 5, 60, 1000]) func noFailureSeenStillHasABound(runs: Int) throws {
    let counts = Counts(successes: 0, runs: runs)
    let bound = try #require(ClopperPearson.upperBound(counts, confidence: 0.95))
    #expect(bound.isNear(1 - pow(0.05, 1 / Double(runs)), within: 1e-10))
    #expect(ClopperPearson.lowerBound(counts, confidence: 0.95) == 0)
  }

  /// Each bound is the proportion at which what was seen, or more of it, has probability α.
  @Test(arguments: [(1, 9), (4, 9), (50, 60)]) func theBoundsAreTheEndsOfExactTests(successes: Int, runs: Int) throws {
    let counts = Counts(successes: successes, runs: runs)
    let low = try #require(ClopperPearson.lowerBound(counts, confidence: 0.9))
    let high = try #require(ClopperPearson.upperBound(counts, confidence: 0.9))
    #expect(Binomial.atLeast(successes, of: runs, p: low).isNear(0.1, within: 1e-10))
    #expect(Binomial.atMost(successes, of: runs, p: high).isNear(0.1, within: 1e-10))
  }

  @Test func nothingObservedHasNoBound() {
    #expect(ClopperPearson.interval(Counts(successes: 0, runs: 0), level: 0.9) == nil)
    #expect(ClopperPearson.upperBound(Counts(successes: 0, runs: 2), confidence: 1) == nil)
    #expect(ClopperPearson.lowerBound(Counts(successes: 1, runs: 2), confidence: 0) == nil)
    for level in [-0.5, 0, 1, 2, Double.nan] {
      #expect(ClopperPearson.interval(Counts(successes: 1, runs: 2), level: level) == nil)
    }
  }
}
