import Statistics
import StatisticsReference
import TestSupport
import Testing

struct McNemarPowerTests {
  @Test(arguments: GoldenVectors["power_mcnemar_exact"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let power = McNemarPower.exact(
      pairs: vector.integer("n_pairs"), passToFail: vector.input("p_ApassBfail"),
      failToPass: vector.input("p_AfailBpass"), alpha: vector.input("alpha_one_sided"))
    #expect(vector.accepts(power, "power"))
  }

  /// Every table of pairs that differ, with its probability and its verdict.
  @Test(arguments: [(12, 0.2, 0.05), (20, 0.3, 0.3), (8, 0.9, 0.1)])
  func isTheShareOfTablesThatAreSignificant(pairs: Int, broken: Double, mended: Double) throws {
    var expected = 0.0
    for b in 0...pairs {
      for c in 0...(pairs - b) where McNemarTest(passToFail: b, failToPass: c).pRegression <= 0.05 {
        expected +=
          Binomial.mass(b, of: pairs, p: broken) * Binomial.mass(c, of: pairs - b, p: min(1, mended / (1 - broken)))
      }
    }
    let power = try #require(McNemarPower.exact(pairs: pairs, passToFail: broken, failToPass: mended))
    #expect(power.isNear(expected))
  }

  @Test func falseAlarmsStayUnderTheirLevel() throws {
    for pairs in [5, 30, 200] {
      #expect(try #require(McNemarPower.exact(pairs: pairs, passToFail: 0.2, failToPass: 0.2)) <= 0.05)
    }
  }

  @Test func impossibleSharesHaveNoPower() {
    #expect(McNemarPower.exact(pairs: 10, passToFail: 0.7, failToPass: 0.6) == nil)
    #expect(McNemarPower.exact(pairs: 10, passToFail: -0.1, failToPass: 0.6) == nil)
    #expect(McNemarPower.exact(pairs: 10, passToFail: 0.1, failToPass: 0.1, alpha: 0) == nil)
    #expect(McNemarPower.exact(pairs: 10, passToFail: 0, failToPass: 0) == 0)
  }
}
