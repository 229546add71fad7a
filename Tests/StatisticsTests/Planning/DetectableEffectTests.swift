import Statistics
import TestSupport
import Testing

struct DetectableEffectTests {
  @Test(arguments: GoldenVectors["power_paired_cases"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let variance =
      vector.input("omega2_diff") + vector.input("sigma2_A") / vector.input("K_A")
      + vector.input("sigma2_B") / vector.input("K_B")
    let (alpha, power) = (vector.input("alpha"), vector.input("power"))
    let oneSided = DetectableEffect.size(standardError: (variance / 50).squareRoot(), alpha: alpha, power: power)
    #expect(vector.accepts(oneSided, "MDE_one_sided_at_n=50"))
    let twoSided = DetectableEffect.size(standardError: (variance / 100).squareRoot(), alpha: alpha / 2, power: power)
    #expect(vector.accepts(twoSided, "MDE_two_sided_at_n=100"))
  }

  /// Without the pseudo-case a suite where everything passes would claim to detect any change at all.
  @Test func aSuiteWithoutAFailureStillHasALimit() throws {
    let still = PairedCounts(control: Counts(successes: 5, runs: 5), candidate: Counts(successes: 5, runs: 5))
    let difference = try #require(SuiteDifference(Array(repeating: still, count: 40)))
    let expected = (1.6448536269514722 + 0.8416212335729143) * (2 * 0.25 / 41 / 5 / 40).squareRoot()
    #expect(try #require(difference.detectable()).isNear(expected))
  }

  @Test func impossibleInputHasNoSize() {
    #expect(DetectableEffect.size(standardError: -1) == nil)
    #expect(DetectableEffect.size(standardError: .nan) == nil)
    #expect(DetectableEffect.size(standardError: 1, alpha: 0) == nil)
    #expect(DetectableEffect.size(standardError: 1, power: 1) == nil)
    #expect(DetectableEffect.size(standardError: 0) == 0)
  }
}
