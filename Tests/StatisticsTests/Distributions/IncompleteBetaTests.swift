import Statistics
import TestSupport
import Testing

struct IncompleteBetaTests {
  @Test(arguments: GoldenVectors["regularized_incomplete_beta"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (a, b, x) = (vector.input("a"), vector.input("b"), vector.input("x"))
    let value = IncompleteBeta.regularized(x, a: a, b: b)
    #expect(vector.accepts(value, "I"))
    #expect(vector.accepts(IncompleteBeta.quantile(value, a: a, b: b), "ppf_of_I"))
  }

  @Test(arguments: [(0.5, 0.5), (3, 7), (20, 1.5), (400, 600), (1e6, 1e6)])
  func mirrorsAtOneMinusX(a: Double, b: Double) {
    for x in [0.001, 0.3, 0.5, 0.6, 0.99] {
      let sum = IncompleteBeta.regularized(x, a: a, b: b) + IncompleteBeta.regularized(1 - x, a: b, b: a)
      #expect(sum.isNear(1, within: 1e-10))
    }
  }

  /// I_x(1, b) = 1 - (1 - x)^b and I_x(a, 1) = x^a.
  @Test func knowsItsClosedForms() {
    #expect(IncompleteBeta.regularized(0.3, a: 1, b: 2).isNear(0.51))
    #expect(IncompleteBeta.regularized(0.3, a: 3, b: 1).isNear(0.027))
  }

  @Test func edgesAreExactAndTheOutsideIsUndefined() {
    #expect(IncompleteBeta.regularized(0, a: 2, b: 3) == 0)
    #expect(IncompleteBeta.regularized(1, a: 2, b: 3) == 1)
    #expect(IncompleteBeta.quantile(0, a: 2, b: 3) == 0)
    #expect(IncompleteBeta.quantile(1, a: 2, b: 3) == 1)
    #expect(IncompleteBeta.regularized(1.5, a: 2, b: 3).isNaN)
    #expect(IncompleteBeta.regularized(0.5, a: 0, b: 3).isNaN)
    #expect(IncompleteBeta.quantile(-0.5, a: 2, b: 3).isNaN)
  }

  @Test func quantileReachesIntoTheTails() {
    #expect(abs(IncompleteBeta.quantile(1e-10, a: 0.5, b: 3) / 2.8444444444444438e-21 - 1) < 1e-10)
  }
}
