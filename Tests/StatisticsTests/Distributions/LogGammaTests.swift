import Foundation
import Statistics
import StatisticsReference
import TestSupport
import Testing

struct LogGammaTests {
  @Test(arguments: GoldenVectors["log_beta"])
  func betaMatchesTheGoldenVectors(vector: GoldenVector) {
    #expect(vector.accepts(LogGamma.beta(vector.input("a"), vector.input("b")), "lnB"))
    #expect(vector.accepts(LogGamma.beta(vector.input("b"), vector.input("a")), "lnB"))
  }

  @Test(arguments: [1e-8, 0.1, 0.5, 1, 1.5, 2, 3.25, 9.99, 10, 10.01, 57, 1e4, 1e9])
  func agreesWithTheCLibrary(x: Double) {
    let (expected, _): (Double, Int) = lgamma(x)
    #expect(LogGamma.value(x).isNear(expected, within: 1e-13))
  }

  @Test(arguments: [-1, 0, Double.nan]) func isUndefinedWithoutAPositiveArgument(x: Double) {
    #expect(LogGamma.value(x).isNaN)
    #expect(LogGamma.beta(x, 2).isNaN)
  }

  @Test func binomialIsTheLogarithmOfPascalsTriangle() {
    var row: [Double] = [1]
    for n in 0...40 {
      for (k, value) in row.enumerated() {
        #expect(LogGamma.binomial(n, choose: k).isNear(log(value)))
      }
      row = zip([0] + row, row + [0]).map { $0 + $1 }
    }
    #expect(LogGamma.binomial(5, choose: 6) == -.infinity)
    #expect(LogGamma.binomial(5, choose: -1) == -.infinity)
  }

  /// B(a, ½) ≈ √(π/a)(1 + 1/(8a)) for a large a: the difference of two logarithms near 1e10 would keep five digits.
  @Test func betaKeepsItsDigitsForLargeArguments() {
    let a = 1e9
    #expect(LogGamma.beta(a, 0.5).isNear(0.5 * log(Double.pi / a) + 1 / (8 * a), within: 1e-14))
  }
}
