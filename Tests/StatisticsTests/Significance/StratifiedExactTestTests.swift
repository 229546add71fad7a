import Foundation
import Statistics
import StatisticsReference
import TestSupport
import Testing

struct StratifiedExactTestTests {
  @Test(arguments: GoldenVectors["stratified_exact_suite_scope"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let test = StratifiedExactTest(control: vector.counts("A"), candidate: vector.counts("B"))
    #expect(vector.accepts(test.pRegression, "p_regression_exact"))
    if vector.outputs["p_regression_frac"] != nil { #expect(vector.accepts(test.pRegression, "p_regression_frac")) }
    // The vector that was checked by enumeration names the one p-value only.
    guard vector.outputs.count > 2 else { return }
    #expect(vector.accepts(test.pImprovement, "p_improvement_exact"))
    #expect(vector.accepts(test.midPRegression, "p_regression_midp"))
    #expect(vector.accepts(test.pTwoSided, "p_two_sided_prob_ordering"))
    #expect(vector.accepts(test.pAsymptotic, "cmh_chi2_p_two_sided_no_cc"))
    // The file's T and its mean hold the cases too that can come out in one way only.
    #expect(vector.accepts(Double(vector.counts("B").reduce(0) { $0 + $1.successes }), "T=sum_B"))
    let certain = Double(vector.counts("B").reduce(0) { $0 + $1.successes } - test.statistic)
    #expect(vector.accepts(test.expectedStatistic + certain, "E0[T]"))
    #expect(vector.accepts(test.statisticVariance, "Var0[T]"))
  }

  @Test(arguments: GoldenVectors["fisher_exact_case"])
  func onOneCaseIsFishersTest(vector: GoldenVector) {
    let (control, candidate) = (vector.inputs("A"), vector.inputs("B"))
    let test = StratifiedExactTest(
      control: [Counts(successes: control[0], runs: control[1])],
      candidate: [Counts(successes: candidate[0], runs: candidate[1])])
    #expect(vector.accepts(test.pRegression, "p_regression_one_sided"))
    #expect(vector.accepts(test.pTwoSided, "p_two_sided"))
  }

  @Test(arguments: GoldenVectors["min_attainable_case_p"])
  func knowsTheSmallestPThatADesignCanGive(vector: GoldenVector) {
    let runs = vector.integer("K_per_arm")
    let smallest = StratifiedExactTest.smallestAttainableP(controlRuns: runs, candidateRuns: runs)
    #expect(vector.accepts(smallest, "p_one_sided_min"))
    #expect(vector.accepts(smallest, "p_one_sided_min_frac"))
    let reached = StratifiedExactTest(
      control: [Counts(successes: runs, runs: runs)], candidate: [Counts(successes: 0, runs: runs)])
    #expect(reached.pRegression.isNear(smallest))
  }

  @Test func theSmallestPOfSeveralCasesIsReachedWhenAllBreak() {
    let test = StratifiedExactTest(
      control: Array(repeating: Counts(successes: 4, runs: 4), count: 3),
      candidate: Array(repeating: Counts(successes: 0, runs: 2), count: 3))
    let smallest = StratifiedExactTest.smallestAttainableP(controlRuns: 4, candidateRuns: 2, cases: 3)
    #expect(abs(test.pRegression / smallest - 1) < 1e-12)
    #expect(abs(smallest * 15 * 15 * 15 - 1) < 1e-12)
    #expect(StratifiedExactTest.smallestAttainableP(controlRuns: 0, candidateRuns: 2) == 1)
    #expect(StratifiedExactTest.smallestAttainableP(controlRuns: 2, candidateRuns: 2, cases: 0) == 1)
  }

  /// A sum of fair coins on one side, the incomplete beta function on the other.
  @Test(arguments: [(0, 0), (1, 0), (0, 7), (8, 3), (20, 35), (400, 310)])
  func atOneRunACaseIsMcNemarsTest(passToFail: Int, failToPass: Int) {
    let (pass, fail) = (Counts(successes: 1, runs: 1), Counts(successes: 0, runs: 1))
    let pairs =
      Array(repeating: PairedCounts(control: pass, candidate: fail), count: passToFail)
      + Array(repeating: PairedCounts(control: fail, candidate: pass), count: failToPass)
      + [PairedCounts(control: pass, candidate: pass), PairedCounts(control: fail, candidate: fail)]
    let test = StratifiedExactTest(pairs)
    let mcNemar = McNemarTest(passToFail: passToFail, failToPass: failToPass)
    #expect(test.informativeCases == passToFail + failToPass)
    #expect(test.pRegression.isNear(mcNemar.pRegression))
    #expect(test.pImprovement.isNear(mcNemar.pImprovement))
  }

  @Test(arguments: [1, 2, 3, 4]) func isTheSumOverAllTables(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pairs = generator.pairs(cases: 5, control: 4, candidate: 3)
    let test = StratifiedExactTest(pairs)
    let exact = enumerated(pairs)
    #expect(test.pRegression.isNear(exact.regression))
    #expect(test.pImprovement.isNear(exact.improvement))
  }

  @Test func swappingTheArmsMirrorsThePValues() {
    var generator = SeededGenerator(seed: 51)
    let pairs = generator.pairs(cases: 40, control: 7, candidate: 4)
    let (forward, backward) = (StratifiedExactTest(pairs), StratifiedExactTest(pairs.map(\.swapped)))
    #expect(forward.pRegression.isNear(backward.pImprovement))
    #expect(forward.pImprovement.isNear(backward.pRegression))
    #expect(forward.midPRegression.isNear(backward.midPImprovement))
  }

  @Test func orderDoesNotChangeABit() {
    var generator = SeededGenerator(seed: 52)
    let pairs = generator.pairs(cases: 60, control: 5, candidate: 6)
    #expect(StratifiedExactTest(generator.shuffled(pairs)) == StratifiedExactTest(pairs))
  }

  @Test func casesThatAlwaysPassOrAlwaysFailChangeNothing() {
    var generator = SeededGenerator(seed: 53)
    let pairs = generator.pairs(cases: 10, control: 5, candidate: 5)
    let passing = PairedCounts(control: Counts(successes: 5, runs: 5), candidate: Counts(successes: 9, runs: 9))
    let failing = PairedCounts(control: Counts(successes: 0, runs: 5), candidate: Counts(successes: 0, runs: 9))
    let unpaired = PairedCounts(control: Counts(successes: 2, runs: 5), candidate: Counts(successes: 0, runs: 0))
    #expect(StratifiedExactTest(pairs + [passing, failing, unpaired]) == StratifiedExactTest(pairs))
  }

  @Test func nothingComparedIsNoEvidence() {
    let test = StratifiedExactTest([])
    #expect(test.pRegression == 1 && test.pImprovement == 1)
    #expect(test.midPRegression == 0.5 && test.midPImprovement == 0.5)
    #expect(test.informativeCases == 0)
  }

  /// P(T ≤ t) and P(T ≥ t) overlap in P(T = t), which is what the mid-p values leave out.
  @Test func theTwoTailsCoverTheWholeDistribution() {
    var generator = SeededGenerator(seed: 54)
    let test = StratifiedExactTest(generator.pairs(cases: 1000, control: 5, candidate: 5))
    #expect((test.midPRegression + test.midPImprovement).isNear(1))
  }

  /// Ten thousand cases of ten repeats, all unsure and then all broken.
  @Test func staysExactForThousandsOfCases() {
    let unsure = PairedCounts(control: Counts(successes: 5, runs: 10), candidate: Counts(successes: 5, runs: 10))
    let balanced = StratifiedExactTest(Array(repeating: unsure, count: 10_000))
    #expect(balanced.pRegression.isNear(balanced.pImprovement))
    #expect((balanced.midPRegression + balanced.midPImprovement).isNear(1, within: 2e-14))
    // Half of the distribution and half of the middle, whose height is the normal density at sd √(10,000·25/19).
    let middle = 1 / (2 * Double.pi * 10_000 * 25 / 19).squareRoot()
    #expect(balanced.pRegression.isNear(0.5 + middle / 2, within: 1e-6))
    let broken = PairedCounts(control: Counts(successes: 10, runs: 10), candidate: Counts(successes: 0, runs: 10))
    let collapsed = StratifiedExactTest(Array(repeating: broken, count: 10_000))
    #expect(collapsed.pRegression == StratifiedExactTest.smallestReportedP)
    #expect(collapsed.pImprovement == 1)
  }

  /// One thousand fair coins, of which `k` fell one way, have a tail that exact binomials know.
  @Test func farTailsKeepTheirDigits() {
    let (pass, fail) = (Counts(successes: 1, runs: 1), Counts(successes: 0, runs: 1))
    let pairs =
      Array(repeating: PairedCounts(control: pass, candidate: fail), count: 700)
      + Array(repeating: PairedCounts(control: fail, candidate: pass), count: 300)
    var tail = 0.0
    for k in 0...300 { tail += exp(LogGamma.binomial(1000, choose: k) - 1000 * log(2)) }
    #expect(tail < 1e-35)
    #expect(abs(StratifiedExactTest(pairs).pRegression / tail - 1) < 1e-11)
  }

  /// Both arms alike: no more than α of the p-values may reach α. The method's simulations saw at most .038 at .05.
  @Test func falseAlarmsStayUnderTheirLevel() {
    var generator = SeededGenerator(seed: 55)
    let rounds = 1000
    var alarms = 0
    for _ in 0..<rounds {
      let pairs = (0..<20).map { _ in
        let rate = generator.caseRate()
        return PairedCounts(
          control: generator.counts(rate: rate, runs: 5), candidate: generator.counts(rate: rate, runs: 5))
      }
      if StratifiedExactTest(pairs).pRegression <= 0.05 { alarms += 1 }
    }
    #expect(alarms > 0 && alarms <= 50)
  }

  /// Both tails by listing every table with the observed margins.
  private func enumerated(_ pairs: [PairedCounts]) -> (regression: Double, improvement: Double) {
    var weights = [0: 1.0]
    for pair in pairs {
      let total = pair.control.successes + pair.candidate.successes
      var next: [Int: Double] = [:]
      for (sum, weight) in weights {
        for drawn in 0...min(total, pair.candidate.runs) where total - drawn <= pair.control.runs {
          next[sum + drawn, default: 0] +=
            weight * choose(pair.candidate.runs, drawn) * choose(pair.control.runs, total - drawn)
        }
      }
      weights = next
    }
    let observed = pairs.reduce(0) { $0 + $1.candidate.successes }
    let all = weights.values.reduce(0, +)
    return (
      weights.filter { $0.key <= observed }.values.reduce(0, +) / all,
      weights.filter { $0.key >= observed }.values.reduce(0, +) / all
    )
  }

  private func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}

extension GoldenVector {
  fileprivate func counts(_ arm: String) -> [Counts] {
    zip(inputs("\(arm)_successes"), inputs("\(arm)_runs")).map { Counts(successes: $0, runs: $1) }
  }
}
