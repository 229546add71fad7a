import Statistics
import TestSupport
import Testing

struct SuiteRatioTests {
  typealias Run = SuiteRatio.Run

  /// One call a run makes a ratio a rate.
  @Test func oneCallARunIsARate() throws {
    var generator = SeededGenerator(seed: 31)
    let counts = (0..<15).map { _ in generator.counts(rate: generator.caseRate(), runs: 4) }
    let runs = counts.map { counts in (0..<4).map { Run(hits: $0 < counts.successes ? 1 : 0, calls: 1) } }
    let ratio = try #require(SuiteRatio(runs))
    let rate = try #require(SuiteRate(counts))
    #expect(ratio.estimate.isNear(rate.estimate))
    #expect(try #require(ratio.standardError).isNear(rate.standardError))
    #expect(ratio.calls == 60)
  }

  @Test func needsThreeCalls() {
    let call = Run(hits: 1, calls: 1)
    let silence = Run(hits: 0, calls: 0)
    #expect(SuiteRatio([[call, silence], [call, silence]]) == nil)
    #expect(SuiteRatio([[call, call], [call, silence]])?.estimate == 1)
    #expect(SuiteRatio([]) == nil)
  }

  @Test func runsWithoutACallWeighNothing() throws {
    let ratio = try #require(
      SuiteRatio([
        [Run(hits: 1, calls: 2), Run(hits: 1, calls: 1)], [Run(hits: 0, calls: 0), Run(hits: 1, calls: 1)], [],
      ]))
    #expect(ratio.estimate == 0.75)
  }

  /// By hand: residuals -½, ¼ and 0, ¼ at ratio ¾; σ̃² = [(9/64 + 1/64)·2 + ¼]/3; one call a case on average.
  @Test func isTheLinearisedFormula() throws {
    let ratio = try #require(
      SuiteRatio([[Run(hits: 1, calls: 2), Run(hits: 1, calls: 1)], [Run(hits: 0, calls: 0), Run(hits: 1, calls: 1)]]))
    #expect(try #require(ratio.standardError).isNear((0.1875 / 4).squareRoot()))
    #expect(try #require(ratio.interval(level: 0.9)).low.isNear(0.75 - 1.6448536269514722 * (0.1875 / 4).squareRoot()))
  }

  @Test func aCaseCountsOnceHoweverOftenItWasRun() throws {
    let right = Run(hits: 1, calls: 1)
    let wrong = Run(hits: 0, calls: 1)
    let ratio = try #require(SuiteRatio([Array(repeating: right, count: 2), Array(repeating: wrong, count: 8)]))
    #expect(ratio.estimate == 0.5)
  }

  @Test func withoutRepeatsTheEstimateStandsAlone() {
    let ratio = SuiteRatio(Array(repeating: [Run(hits: 1, calls: 1)], count: 5))
    #expect(ratio?.estimate == 1)
    #expect(ratio?.interval(level: 0.9) == nil)
  }

  /// Each run calls with a chance of its case, and calls rightly with another: both vary, and the interval allows for
  /// both.
  @Test func coversTheTruthWhereCallsAreRandomToo() throws {
    var generator = SeededGenerator(seed: 32)
    let rates = (0..<20).map { _ in (calls: 0.2 + 0.8 * generator.unit(), hits: generator.unit()) }
    let truth = rates.reduce(0) { $0 + $1.calls * $1.hits } / rates.reduce(0) { $0 + $1.calls }
    let rounds = 600
    var covered = 0
    for _ in 0..<rounds {
      let cases = rates.map { rate in
        (0..<5).map { _ in
          let called = generator.unit() < rate.calls
          return Run(hits: called && generator.unit() < rate.hits ? 1 : 0, calls: called ? 1 : 0)
        }
      }
      if try #require(SuiteRatio(cases)?.interval(level: 0.9)).contains(truth) { covered += 1 }
    }
    #expect(Double(covered) / Double(rounds) > 0.86)
    #expect(Double(covered) / Double(rounds) < 0.95)
  }
}
