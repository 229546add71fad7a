import Statistics
import StatisticsReference
import TestSupport
import Testing

struct DifferenceVarianceTests {
  @Test(arguments: GoldenVectors["paired_case_difference"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let (pairs, cases) = (vector.pairs, Double(vector.pairs.count))
    let variance = try #require(DifferenceVariance(pairs))
    #expect(vector.accepts(variance.control, "var_within_A_pooled"))
    #expect(vector.accepts(variance.candidate, "var_within_B_pooled"))
    #expect(vector.accepts(variance.between, "var_between_diff_mom"))
    #expect(vector.accepts(variance.withinShare, "within_share_of_diff_variance"))
    let standardError = (variance.atSuiteScope.perCase / cases).squareRoot()
    #expect(vector.accepts(standardError, "se_suite_scope_pooled_within"))
    let estimate = try #require(SuiteDifference(pairs)).estimate
    let z = try #require(Normal.criticalValue(level: 0.95))
    let bounds = Bounds(Interval(low: estimate - z * standardError, high: estimate + z * standardError, level: 0.95))
    #expect(vector.accepts(bounds, "ci95_suite_scope_z"))
    #expect(vector.accepts(VarianceComponents(pairs.map(\.control))?.between, "var_between_A_mom"))
  }

  @Test func observedScatterIsSplitWithoutRest() throws {
    var generator = SeededGenerator(seed: 92)
    let pairs = generator.pairs(cases: 300, control: 5, candidate: 3)
    let variance = try #require(DifferenceVariance(pairs))
    let standardError = try #require(
      PopulationDifference(pairs.compactMap(\.difference).map { .init($0) })?.standardError)
    #expect(variance.between > 0)
    #expect((variance.perCase / 300).squareRoot().isNear(standardError))
    #expect(try #require(variance.withinShare).isNear(variance.within / variance.perCase))
    #expect(variance.atSuiteScope.perCase.isNear(variance.within))
  }

  @Test(arguments: [(0.19, DifferenceVariance.Advice.moreCases), (0.35, .either), (0.51, .moreRepeats)])
  func theWithinShareSaysWhatToBuy(share: Double, advice: DifferenceVariance.Advice) {
    let variance = DifferenceVariance(
      between: 1 - share, control: 2 * share, candidate: 4 * share, controlRepeats: 4, candidateRepeats: 8)
    #expect(variance.withinShare?.isNear(share) == true)
    #expect(variance.advice == advice)
  }

  @Test func casesThatNeverVaryNeedNoAdvice() {
    let still = PairedCounts(control: Counts(successes: 5, runs: 5), candidate: Counts(successes: 5, runs: 5))
    #expect(DifferenceVariance([still, still])?.withinShare == nil)
    #expect(DifferenceVariance([still, still])?.advice == nil)
  }

  @Test func oneRunACaseOrOneCaseCannotBeSplit() {
    let once = PairedCounts(control: Counts(successes: 5, runs: 5), candidate: Counts(successes: 1, runs: 1))
    let often = PairedCounts(control: Counts(successes: 4, runs: 5), candidate: Counts(successes: 1, runs: 5))
    #expect(DifferenceVariance([once, once]) == nil)
    #expect(DifferenceVariance([often]) == nil)
    #expect(DifferenceVariance([]) == nil)
  }
}
