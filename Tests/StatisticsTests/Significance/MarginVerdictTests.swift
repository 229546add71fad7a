import Statistics
import TestSupport
import Testing

struct MarginVerdictTests {
  /// The vectors let an upper bound below 0 stand for a significant drop.
  @Test(arguments: GoldenVectors["gate_verdict"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (low, high) = (vector.input("lower"), vector.input("upper"))
    let verdict = MarginVerdict(
      estimate: (low + high) / 2, interval: Interval(low: low, high: high, level: 0.9),
      margin: vector.input("margin"), dropIsSignificant: high < 0)
    #expect(verdict.outcome.rawValue == vector.outputs["verdict"]?.text)
    #expect(verdict.isSmallButSignificantDrop == vector.outputs["small_but_significant_drop"]?.bool)
  }

  @Test func aSignificantPWithoutADropDoesNotFail() {
    let verdict = MarginVerdict(
      estimate: 0, interval: Interval(low: -0.1, high: 0.1, level: 0.9), margin: 0.05, dropIsSignificant: true)
    #expect(verdict.outcome == .inconclusive)
  }

  @Test func aDropThatIsNotSignificantDoesNotFail() {
    let verdict = MarginVerdict(
      estimate: -0.1, interval: Interval(low: -0.2, high: -0.01, level: 0.9), margin: 0.05, dropIsSignificant: false)
    #expect(verdict.outcome == .inconclusive)
  }

  /// The gate's own combination of test and interval on two arms that are alike: at most α of the suites fail.
  @Test(arguments: [(20, 5), (40, 5), (40, 3)]) func armsThatAreAlikeSeldomFail(cases: Int, repeats: Int) throws {
    var generator = SeededGenerator(seed: 141)
    var failures = 0
    for _ in 0..<400 {
      let pairs = (0..<cases).map { _ in
        let rate = generator.caseRate()
        return PairedCounts(
          control: generator.counts(rate: rate, runs: repeats), candidate: generator.counts(rate: rate, runs: repeats))
      }
      let difference = try #require(SuiteDifference(pairs))
      let verdict = MarginVerdict(
        estimate: difference.estimate, interval: try #require(difference.interval(level: 0.9)), margin: 0.05,
        dropIsSignificant: StratifiedExactTest(pairs).pRegression <= 0.05)
      if verdict.outcome == .fail { failures += 1 }
    }
    #expect(failures <= 20)
  }
}
