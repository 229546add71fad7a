import Statistics
import StatisticsReference
import TestSupport
import Testing

struct RequiredCasesTests {
  @Test(arguments: GoldenVectors["power_paired_cases"])
  func matchesMillersFormula(vector: GoldenVector) {
    let variance = DifferenceVariance(
      between: vector.input("omega2_diff"), control: vector.input("sigma2_A"), candidate: vector.input("sigma2_B"),
      controlRepeats: vector.input("K_A"), candidateRepeats: vector.input("K_B"))
    let count = { alpha in
      RequiredCases.count(
        variancePerCase: variance.perCase, detecting: vector.input("delta"), alpha: alpha, power: vector.input("power"))
    }
    #expect(vector.accepts(count(vector.input("alpha")), "n_cases_one_sided"))
    #expect(vector.accepts(count(vector.input("alpha") / 2), "n_cases_two_sided"))
  }

  @Test(arguments: GoldenVectors["power_mcnemar"])
  func matchesTheGoldenVectorsForPairs(vector: GoldenVector) {
    let (discordant, difference) = (vector.input("discordant_rate"), vector.input("delta"))
    let (alpha, power) = (vector.input("alpha") / 2, vector.input("power"))
    let connor = RequiredCases.pairs(discordant: discordant, detecting: difference, alpha: alpha, power: power)
    #expect(vector.accepts(connor, "n_pairs_connor1987"))
    let lachin = RequiredCases.pairsByLachin(discordant: discordant, detecting: difference, alpha: alpha, power: power)
    #expect(vector.accepts(lachin, "n_pairs_lachin_uncond_simple"))
  }

  /// So many cases detect just that difference.
  @Test(arguments: [0.02, 0.05, -0.1]) func isTheInverseOfTheDetectableEffect(difference: Double) throws {
    let cases = try #require(RequiredCases.count(variancePerCase: 0.2, detecting: difference))
    #expect(DetectableEffect.size(standardError: (0.2 / cases).squareRoot())?.isNear(abs(difference)) == true)
  }

  @Test func impossibleInputNeedsNoNumberOfCases() {
    #expect(RequiredCases.count(variancePerCase: 0.2, detecting: 0) == nil)
    #expect(RequiredCases.count(variancePerCase: -1, detecting: 0.1) == nil)
    #expect(RequiredCases.count(variancePerCase: 0.2, detecting: 0.1, power: 1) == nil)
    #expect(RequiredCases.pairs(discordant: 0.1, detecting: 0.2) == nil)
    #expect(RequiredCases.pairs(discordant: 0.1, detecting: 0) == nil)
    #expect(RequiredCases.pairsByLachin(discordant: 1.5, detecting: 0.2) == nil)
    #expect(RequiredCases.pairs(discordant: 0.2, detecting: 0.1, alpha: 0) == nil)
  }
}
