import Statistics
import StatisticsReference
import TestSupport
import Testing

struct SignFlipTestTests {
  @Test(arguments: GoldenVectors["paired_signflip_permutation_exact"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (control, candidate) = (vector.inputs("A_counts"), vector.inputs("B_counts"))
    let steps = vector.inputs("diffs_B_minus_A_times_K")
    // The file does not name K; the largest count suits it, and any other multiple would too.
    let repeats = (control + candidate).max() ?? 0
    let pairs = zip(control, candidate).map {
      PairedCounts(control: Counts(successes: $0, runs: repeats), candidate: Counts(successes: $1, runs: repeats))
    }
    #expect(zip(control, candidate).map { $1 - $0 } == steps)
    #expect(vector.accepts(Double(steps.reduce(0, +)), "sum"))
    let test = SignFlipTest(pairs)
    for key in ["p_regression(B<A)", "p_regression(B<A)_frac"] { #expect(vector.accepts(test.pRegression, key)) }
    for key in ["p_improvement", "p_improvement_frac"] { #expect(vector.accepts(test.pImprovement, key)) }
    for key in ["p_two_sided", "p_two_sided_frac"] { #expect(vector.accepts(test.pTwoSided, key)) }
    #expect(vector.accepts(test.midPRegression, "p_regression_midp"))
    #expect(SignFlipTest(pairs.compactMap(\.difference).map { .init($0) }) == test)
  }

  @Test(arguments: [(0, 0), (1, 0), (0, 7), (8, 3), (20, 35), (400, 310)])
  func atOneRunACaseIsMcNemarsTestAndTheStratifiedOne(passToFail: Int, failToPass: Int) {
    let (pass, fail) = (Counts(successes: 1, runs: 1), Counts(successes: 0, runs: 1))
    let pairs =
      Array(repeating: PairedCounts(control: pass, candidate: fail), count: passToFail)
      + Array(repeating: PairedCounts(control: fail, candidate: pass), count: failToPass)
      + [PairedCounts(control: pass, candidate: pass), PairedCounts(control: fail, candidate: fail)]
    let test = SignFlipTest(pairs)
    let mcNemar = McNemarTest(passToFail: passToFail, failToPass: failToPass)
    let stratified = StratifiedExactTest(pairs)
    #expect(test.pRegression.isNear(mcNemar.pRegression) && test.pRegression.isNear(stratified.pRegression))
    #expect(test.pImprovement.isNear(mcNemar.pImprovement) && test.pImprovement.isNear(stratified.pImprovement))
    #expect(test.pTwoSided.isNear(mcNemar.pTwoSided))
    #expect(test.informativeCases == passToFail + failToPass)
  }

  @Test func swappingTheArmsMirrorsThePValues() {
    var generator = SeededGenerator(seed: 81)
    let pairs = generator.pairs(cases: 40, control: 7, candidate: 4)
    let (forward, backward) = (SignFlipTest(pairs), SignFlipTest(pairs.map(\.swapped)))
    #expect(forward.pRegression == backward.pImprovement && forward.pImprovement == backward.pRegression)
    #expect(forward.midPRegression == backward.midPImprovement && forward.pTwoSided == backward.pTwoSided)
  }

  @Test func orderAndCasesWithoutADifferenceDoNotChangeABit() {
    var generator = SeededGenerator(seed: 82)
    let pairs = generator.pairs(cases: 60, control: 5, candidate: 6)
    let half = PairedCounts(control: Counts(successes: 2, runs: 4), candidate: Counts(successes: 1, runs: 2))
    let unpaired = PairedCounts(control: Counts(successes: 2, runs: 5), candidate: Counts(successes: 0, runs: 0))
    let passing = PairedCounts(control: Counts(successes: 5, runs: 5), candidate: Counts(successes: 9, runs: 9))
    #expect(SignFlipTest(generator.shuffled(pairs)) == SignFlipTest(pairs))
    #expect(SignFlipTest(pairs + [half, unpaired, passing]) == SignFlipTest(pairs))
  }

  /// lcm(7, 11, 13) = 1001 is still counted exactly; with 17 and 19 it is not, and rounding moves p by very little.
  @Test func unequalRepeatsShareALattice() {
    var generator = SeededGenerator(seed: 83)
    let exact = (0..<12).map { index in
      generator.pairs(cases: 1, control: [7, 11, 13][index % 3], candidate: 7)[0]
    }
    let differences = exact.compactMap(\.difference)
    let sum = differences.reduce(0, +)
    let hits = (0..<(1 << 12)).count { signs in
      differences.enumerated().reduce(0) { $0 + ((signs >> $1.offset) & 1 == 0 ? $1.element : -$1.element) }
        <= sum + 1e-9
    }
    #expect(SignFlipTest(exact).pRegression.isNear(Double(hits) / 4096))
    #expect(!SignFlipTest(exact).isRounded)
    let rounded = (0..<80).map { index in
      generator.pairs(cases: 1, control: [7, 11, 17][index % 3], candidate: [13, 19][index % 2])[0]
    }
    let coarse = SignFlipTest(rounded)
    let shrunk = SignFlipTest(rounded.compactMap(\.difference).map { .init($0) })
    #expect(shrunk == coarse && coarse.isRounded)
    // Differences that are not rounded have nearly the same normal approximation.
    let values = rounded.compactMap(\.difference)
    let z = values.reduce(0, +) / values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(coarse.midPRegression.isNear(Normal.cumulative(z), within: 0.02))
  }

  @Test func aFamilyFlipsAsOne() throws {
    let families = (0..<5).flatMap { family in
      Array(repeating: ClusteredMean.Unit(-0.4, family: "family \(family)"), count: 3)
    }
    let test = try #require(SignFlipTest(families))
    #expect(test.informativeCases == 5)
    #expect(test.pRegression.isNear(1.0 / 32))
  }

  @Test func differencesThatCannotBeAreRefused() {
    #expect(SignFlipTest([ClusteredMean.Unit]()) == nil)
    #expect(SignFlipTest([.init(0.2, weight: 0)]) == nil)
    #expect(SignFlipTest([.init(3)]) == nil)
    #expect(SignFlipTest([.init(.nan)]) == nil)
    #expect(SignFlipTest([PairedCounts]()).pRegression == 1)
  }

  /// Ten thousand cases of ten repeats, all broken: 2⁻¹⁰⁰⁰⁰ is no number, and 0 would claim too much.
  @Test func staysExactForThousandsOfCases() {
    let broken = PairedCounts(control: Counts(successes: 10, runs: 10), candidate: Counts(successes: 0, runs: 10))
    let collapsed = SignFlipTest(Array(repeating: broken, count: 10_000))
    #expect(collapsed.pRegression == SignFlipTest.smallestReportedP && collapsed.pImprovement == 1)
    var generator = SeededGenerator(seed: 84)
    let test = SignFlipTest(generator.pairs(cases: 10_000, control: 10, candidate: 10))
    #expect((test.midPRegression + test.midPImprovement).isNear(1, within: 1e-12))
  }

  /// Both arms alike: no more than α of the p-values may reach α.
  @Test func falseAlarmsStayUnderTheirLevel() {
    var generator = SeededGenerator(seed: 85)
    var alarms = 0
    for _ in 0..<1000 {
      let pairs = (0..<30).map { _ in
        let rate = generator.caseRate()
        return PairedCounts(
          control: generator.counts(rate: rate, runs: 5), candidate: generator.counts(rate: rate, runs: 5))
      }
      if SignFlipTest(pairs).pRegression <= 0.05 { alarms += 1 }
    }
    // Binomial(1000, .05) stays at or below 68 with probability .996.
    #expect(alarms > 0 && alarms <= 68)
  }
}
