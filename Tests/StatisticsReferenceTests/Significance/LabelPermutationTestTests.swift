import Statistics
import StatisticsReference
import TestSupport
import Testing

struct LabelPermutationTestTests {
  /// On successes it estimates the exact test's p-values; four standard errors of the estimate are allowed.
  @Test(arguments: [1, 2, 3]) func agreesWithTheExactTestOnSuccesses(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pairs = generator.pairs(cases: 15, control: 4, candidate: 4)
    let test = try #require(LabelPermutationTest(pairs.map(scores), deals: 4000, seed: 9))
    let exact = StratifiedExactTest(pairs)
    for (estimated, expected) in [
      (test.pRegression, exact.pRegression), (test.pImprovement, exact.pImprovement),
    ] {
      #expect(abs(estimated - expected) < 4 * (expected * (1 - expected) / 4000).squareRoot() + 1.0 / 4000)
    }
    #expect(test.estimate.isNear(SuiteDifference(pairs)?.estimate))
  }

  @Test func aSeedFixesTheP() {
    let cases = [LabelPermutationTest.Case(control: [0.9, 0.7, 0.8], candidate: [0.1, 0.75, 0.3])]
    let test = LabelPermutationTest(cases, deals: 200, seed: 5)
    #expect(test != nil && test == LabelPermutationTest(cases, deals: 200, seed: 5))
    #expect(test != LabelPermutationTest(cases, deals: 200, seed: 6))
  }

  @Test func aPIsNeverZero() throws {
    let broken = Array(
      repeating: LabelPermutationTest.Case(control: [1, 0.9, 1], candidate: [0, 0.1, 0.2]), count: 12)
    let test = try #require(LabelPermutationTest(broken, deals: 99, seed: 1))
    #expect(test.pRegression == 0.01 && test.pImprovement == 1)
  }

  @Test func casesThatScoreAlikeChangeNothing() throws {
    let cases = [LabelPermutationTest.Case(control: [0.9, 0.7], candidate: [0.1, 0.75])]
    let flat = LabelPermutationTest.Case(control: [0.4, 0.4], candidate: [0.4])
    let unpaired = LabelPermutationTest.Case(control: [0.4, 0.9], candidate: [])
    let test = try #require(LabelPermutationTest(cases, deals: 100, seed: 1))
    #expect(LabelPermutationTest(cases + [flat, unpaired], deals: 100, seed: 1)?.pRegression == test.pRegression)
    #expect(LabelPermutationTest([unpaired], seed: 1) == nil)
    #expect(LabelPermutationTest(cases, deals: 0, seed: 1) == nil)
    #expect(LabelPermutationTest([.init(control: [.nan], candidate: [1])], seed: 1) == nil)
  }

  private func scores(_ pair: PairedCounts) -> LabelPermutationTest.Case {
    let list = { (counts: Counts) in (0..<counts.runs).map { $0 < counts.successes ? 1.0 : 0 } }
    return LabelPermutationTest.Case(control: list(pair.control), candidate: list(pair.candidate))
  }
}
