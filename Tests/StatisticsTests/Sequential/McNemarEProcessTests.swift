import Foundation
import Statistics
import TestSupport
import Testing

struct McNemarEProcessTests {
  @Test(arguments: GoldenVectors["anytime_mcnemar_e_value"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (b, c) = (vector.integer("pass_to_fail(b)"), vector.integer("fail_to_pass(c)"))
    let uniform = McNemarEProcess(passToFail: b, failToPass: c)
    let arcsine = McNemarEProcess(passToFail: b, failToPass: c, mixture: 0.5)
    #expect(vector.accepts(uniform.eValue, "e_regression_one_sided_a=1"))
    #expect(vector.accepts(uniform.twoSidedEValue, "e_two_sided_a=1"))
    #expect(vector.accepts(uniform.pRegression, "anytime_p_one_sided_a=1(this time only)"))
    #expect(vector.accepts(arcsine.eValue, "e_regression_one_sided_a=0.5"))
    #expect(vector.accepts(arcsine.twoSidedEValue, "e_two_sided_a=0.5"))
  }

  /// A martingale: the mean of the two ways that a fair coin can fall is what it was.
  @Test func aFairCoinDoesNotChangeItsMean() {
    for b in 0...12 {
      for c in 0...12 {
        let now = McNemarEProcess(passToFail: b, failToPass: c)
        let worse = McNemarEProcess(passToFail: b + 1, failToPass: c)
        let better = McNemarEProcess(passToFail: b, failToPass: c + 1)
        #expect(((worse.eValue + better.eValue) / 2).isNear(now.eValue))
        #expect(((worse.twoSidedEValue + better.twoSidedEValue) / 2).isNear(now.twoSidedEValue))
      }
    }
  }

  @Test func sevenStraightFailuresAreTheFewestThatReachTwenty() {
    #expect(McNemarEProcess(passToFail: 6, failToPass: 0).eValue < 20)
    #expect(McNemarEProcess(passToFail: 7, failToPass: 0).eValue >= 20)
  }

  @Test func runsArePairedInTheirOrder() {
    let process = McNemarEProcess(
      control: [[true, true, false], [true], []], candidate: [[false, true, true], [false, false], [true]])
    #expect(process == McNemarEProcess(passToFail: 2, failToPass: 1))
  }

  /// Looked at after every round and stopped at the first 20: under "nothing changed" at most α of the suites stop.
  @Test func lookingAllTheTimeKeepsTheLevel() {
    var generator = SeededGenerator(seed: 101)
    var alarms = 0
    for _ in 0..<600 {
      let rates = (0..<20).map { _ in generator.caseRate() }
      var (b, c) = (0, 0)
      for _ in 0..<20 where McNemarEProcess(passToFail: b, failToPass: c).eValue < 20 {
        for rate in rates {
          let (before, after) = (generator.unit() < rate, generator.unit() < rate)
          if before && !after { b += 1 }
          if !before && after { c += 1 }
        }
      }
      if McNemarEProcess(passToFail: b, failToPass: c).eValue >= 20 { alarms += 1 }
    }
    #expect(alarms > 0 && alarms <= 30)
  }

  @Test func manyPairsOverflowToCertaintyAndNotToNothing() {
    let process = McNemarEProcess(passToFail: 5000, failToPass: 0)
    #expect(process.eValue == .infinity && process.pRegression == 0)
    let mended = McNemarEProcess(passToFail: 0, failToPass: 5000)
    #expect(mended.eValue.isNear(1.0 / 5001, within: 1e-15) && mended.pRegression == 1)
  }
}
