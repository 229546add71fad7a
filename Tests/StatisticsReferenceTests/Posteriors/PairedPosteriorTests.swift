import Statistics
import StatisticsReference
import TestSupport
import Testing

struct PairedPosteriorTests {
  /// The file asks for the arm named first, so the arms are swapped.
  @Test(arguments: GoldenVectors["dirichlet_paired_posterior"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (first, second) = (vector.integer("A_only"), vector.integer("B_only"))
    let uniform = PairedPosterior.candidateBetter(passToFail: second, failToPass: first)
    #expect(vector.accepts(uniform, "P(A_better)_alpha1"))
    let half = PairedPosterior.candidateBetter(passToFail: second, failToPass: first, alpha: 0.5)
    #expect(vector.accepts(half, "P(A_better)_alpha0.5"))
  }

  @Test func swappingTheArmsTurnsTheOddsRound() throws {
    let forward = try #require(PairedPosterior.candidateBetter(passToFail: 3, failToPass: 9))
    let backward = try #require(PairedPosterior.candidateBetter(passToFail: 9, failToPass: 3))
    #expect(forward > 0.5 && (forward + backward).isNear(1))
  }

  @Test(arguments: [0, -1, Double.nan, .infinity]) func aPriorNeedsAPositiveWeight(alpha: Double) {
    #expect(PairedPosterior.candidateBetter(passToFail: 1, failToPass: 2, alpha: alpha) == nil)
  }
}
