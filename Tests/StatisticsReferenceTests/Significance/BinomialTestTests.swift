import Statistics
import StatisticsReference
import TestSupport
import Testing

struct BinomialTestTests {
  @Test(arguments: GoldenVectors["binomial_test"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let counts = Counts(successes: vector.integer("k"), runs: vector.integer("n"))
    let test = try #require(BinomialTest(counts, against: vector.input("p0")))
    #expect(vector.accepts(test.pTwoSided, "two_sided"))
    #expect(vector.accepts(test.pLess, "less"))
    #expect(vector.accepts(test.pGreater, "greater"))
  }

  @Test(arguments: [0, 0.05, 0.3, 0.5, 0.77, 1]) func theTwoSidedPIsTheSumOfWhatIsNoLikelier(p: Double) throws {
    for runs in [0, 1, 2, 9, 30] {
      let masses = (0...runs).map { Binomial.mass($0, of: runs, p: p) }
      for (successes, mass) in masses.enumerated() {
        let test = try #require(BinomialTest(Counts(successes: successes, runs: runs), against: p))
        let sum = masses.filter { $0 <= mass * (1 + 1e-7) }.reduce(0, +)
        #expect(test.pTwoSided.isNear(sum))
      }
    }
  }

  @Test(arguments: [(2, 0.3), (8, 0.6), (5, 0.5)]) func countingFailuresMirrorsThePValues(k: Int, p: Double) throws {
    let straight = try #require(BinomialTest(Counts(successes: k, runs: 10), against: p))
    let mirrored = try #require(BinomialTest(Counts(successes: 10 - k, runs: 10), against: 1 - p))
    #expect(straight.pLess.isNear(mirrored.pGreater) && straight.pTwoSided.isNear(mirrored.pTwoSided))
  }

  @Test func aNumberThatIsNoProbabilityIsNotTested() {
    for p in [-0.1, 1.1, .nan] { #expect(BinomialTest(Counts(successes: 1, runs: 2), against: p) == nil) }
  }
}
