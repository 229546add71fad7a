import Statistics
import TestSupport
import Testing

struct SuiteRateTests {
  /// By hand, method 2.4: rates 1, ½, ¾ over 4 runs; σ̃² = [(¼ + 3/16)·4/3 + ¼]/4; half-width 1.645·√(σ̃²/12).
  @Test func isTheOneArmFormula() throws {
    let rate = try #require(SuiteRate([4, 2, 3].map { Counts(successes: $0, runs: 4) }))
    #expect(rate.estimate == 0.75)
    let pooled = ((0.25 + 3.0 / 16) * 4 / 3 + 0.25) / 4
    let halfWidth = 1.6448536269514722 * (pooled / 12).squareRoot()
    let interval = try #require(rate.interval(level: 0.9))
    #expect(interval.isNear(Interval(low: 0.75 - halfWidth, high: min(1, 0.75 + halfWidth), level: 0.9)))
  }

  /// A control that cannot vary leaves the candidate's share of the variance of a difference.
  @Test func agreesWithTheDifferenceFromAFixedArm() throws {
    var generator = SeededGenerator(seed: 21)
    let counts = (0..<30).map { _ in generator.counts(rate: generator.caseRate(), runs: 5) }
    let still = counts.map { _ in Counts(successes: 5, runs: 5) }
    let rate = try #require(SuiteRate(counts)?.standardError)
    let fixed = try #require(SuiteRate(still)?.standardError)
    let difference = SuiteDifference(zip(still, counts).map { PairedCounts(control: $0, candidate: $1) })
    #expect((rate * rate + fixed * fixed).squareRoot().isNear(difference?.standardError))
  }

  @Test func staysInsideItsRangeAndHasWidthAtTheEnds() throws {
    let rate = try #require(SuiteRate([5, 5, 5].map { Counts(successes: $0, runs: 5) }))
    let interval = try #require(rate.interval(level: 0.9))
    #expect(interval.high == 1 && interval.low < 1)
  }

  @Test func withoutRepeatsTheEstimateStandsAlone() {
    let rate = SuiteRate([1, 0, 1, 1].map { Counts(successes: $0, runs: 1) })
    #expect(rate?.estimate == 0.75)
    #expect(rate?.interval(level: 0.9) == nil)
    #expect(SuiteRate([]) == nil)
    #expect(SuiteRate([Counts(successes: 0, runs: 0)]) == nil)
  }

  @Test func weightsMoveTheMean() {
    let rate = SuiteRate([Counts(successes: 2, runs: 2), Counts(successes: 0, runs: 2)], weights: [3, 1])
    #expect(rate?.estimate == 0.75)
    #expect(rate?.cases == 2)
  }
}
