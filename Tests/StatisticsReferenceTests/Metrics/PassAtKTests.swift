import Statistics
import StatisticsReference
import TestSupport
import Testing

struct PassAtKTests {
  @Test(arguments: GoldenVectors["pass_at_k"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let counts = Counts(successes: vector.integer("c"), runs: vector.integer("n"))
    #expect(vector.outputs.count == 2 * counts.runs)
    for k in 1...counts.runs {
      #expect(vector.accepts(PassAtK.any(of: k, counts), "pass@\(k)"))
      #expect(vector.accepts(PassAtK.all(of: k, counts), "pass^\(k)"))
    }
  }

  @Test(arguments: 0...7) func oneOfOneIsTheRate(successes: Int) throws {
    let counts = Counts(successes: successes, runs: 7)
    let rate = try #require(counts.rate)
    #expect(PassAtK.any(of: 1, counts)?.isNear(rate) == true)
    #expect(PassAtK.all(of: 1, counts)?.isNear(rate) == true)
  }

  @Test func moreTriesHelpAnyAndHurtAll() throws {
    let counts = Counts(successes: 4, runs: 9)
    for k in 1..<9 {
      #expect(try #require(PassAtK.any(of: k, counts)) <= #require(PassAtK.any(of: k + 1, counts)))
      #expect(try #require(PassAtK.all(of: k, counts)) >= #require(PassAtK.all(of: k + 1, counts)))
    }
  }

  @Test func moreTriesThanRunsCannotBeEstimated() {
    let counts = Counts(successes: 2, runs: 3)
    for k in [-1, 0, 4] {
      #expect(PassAtK.any(of: k, counts) == nil)
      #expect(PassAtK.all(of: k, counts) == nil)
    }
    #expect(PassAtK.all(of: 1, Counts(successes: 0, runs: 0)) == nil)
  }
}
