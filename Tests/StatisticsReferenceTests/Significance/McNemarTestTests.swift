import Statistics
import StatisticsReference
import TestSupport
import Testing

struct McNemarTestTests {
  @Test(arguments: GoldenVectors["mcnemar"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let test = McNemarTest(
      passToFail: vector.integer("A_pass_B_fail"), failToPass: vector.integer("A_fail_B_pass"))
    #expect(vector.accepts(test.pTwoSided, "p_exact_two_sided"))
    #expect(vector.accepts(test.midPTwoSided, "p_midp_two_sided"))
    #expect(vector.accepts(test.pRegression, "p_exact_one_sided_regression"))
    #expect(vector.accepts(test.midPRegression, "p_midp_one_sided_regression"))
  }

  @Test(arguments: [(3, 9), (0, 4), (6, 6)]) func swappingTheArmsMirrorsThePValues(b: Int, c: Int) {
    let (forward, backward) = (McNemarTest(passToFail: b, failToPass: c), McNemarTest(passToFail: c, failToPass: b))
    #expect(forward.pRegression == backward.pImprovement)
    #expect(forward.midPRegression.isNear(backward.midPImprovement))
    #expect(forward.pTwoSided == backward.pTwoSided)
  }

  /// Five straight failures are the fewest that reach one-sided 5 %: 2⁻⁵ = .031.
  @Test func straightChangesHalveTheP() {
    for pairs in 1...30 {
      #expect(McNemarTest(passToFail: pairs, failToPass: 0).pRegression.isNear(1 / Double(1 << pairs), within: 1e-15))
    }
  }

  @Test func noChangeIsNoEvidence() {
    let test = McNemarTest(passToFail: 0, failToPass: 0)
    #expect(test.pTwoSided == 1 && test.midPTwoSided == 1 && test.pRegression == 1 && test.pImprovement == 1)
  }
}
