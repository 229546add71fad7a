import Foundation
import Statistics
import StatisticsReference
import TestSupport
import Testing

struct BinomialTests {
  @Test(arguments: GoldenVectors["binomial_test"])
  func tailsMatchTheGoldenVectors(vector: GoldenVector) {
    let (k, n, p) = (vector.integer("k"), vector.integer("n"), vector.input("p0"))
    #expect(vector.accepts(Binomial.atMost(k, of: n, p: p), "less"))
    #expect(vector.accepts(Binomial.atLeast(k, of: n, p: p), "greater"))
  }

  @Test(arguments: [(1, 0.5), (7, 0.2), (40, 0.95), (300, 0.01)]) func massesAddUpToTheTails(n: Int, p: Double) {
    var sum = 0.0
    for k in 0...n {
      #expect(Binomial.atLeast(k, of: n, p: p).isNear(1 - sum))
      sum += Binomial.mass(k, of: n, p: p)
      #expect(Binomial.atMost(k, of: n, p: p).isNear(sum))
    }
    #expect(sum.isNear(1))
  }

  @Test func certainRunsComeOutInOneWay() {
    for n in [0, 1, 5] {
      #expect(Binomial.mass(0, of: n, p: 0) == 1 && Binomial.mass(n, of: n, p: 1) == 1)
      #expect(Binomial.atMost(n - 1, of: n, p: 1) == 0)
      #expect(Binomial.atLeast(1, of: n, p: 0) == 0)
    }
    #expect(Binomial.mass(1, of: 3, p: 0) == 0)
  }

  @Test func whatCannotHappenHasNoMassAndWhatIsNoProbabilityHasNoValue() {
    #expect(Binomial.mass(-1, of: 3) == 0 && Binomial.mass(4, of: 3) == 0)
    #expect(Binomial.atMost(-1, of: 3) == 0 && Binomial.atLeast(4, of: 3) == 0 && Binomial.atLeast(-1, of: 3) == 1)
    #expect(Binomial.mass(1, of: 3, p: 1.5).isNaN && Binomial.atMost(1, of: 3, p: -1).isNaN)
    #expect(Binomial.atLeast(1, of: 3, p: .nan).isNaN)
  }
}
