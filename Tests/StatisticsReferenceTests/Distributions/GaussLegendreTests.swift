import Foundation
import Statistics
import TestSupport
import Testing

@testable import StatisticsReference

struct GaussLegendreTests {
  /// ∫x^d over -1...3 is (3^(d+1) - (-1)^(d+1))/(d + 1).
  @Test(arguments: [1, 2, 5, 64]) func isExactForPolynomialsOfTwiceItsPoints(points: Int) {
    let rule = GaussLegendre(points: points, from: -1, to: 3)
    for degree in 0..<min(2 * points, 12) {
      let power = Double(degree + 1)
      let expected = (pow(3, power) - pow(-1, power)) / power
      #expect(rule.integral { pow($0, Double(degree)) }.isNear(expected))
    }
  }

  @Test func nodesAscendInsideTheIntervalAndWeightsAddUpToIt() {
    let rule = GaussLegendre(points: 128, from: -2, to: 5)
    #expect(rule.nodes == rule.nodes.sorted() && rule.nodes.allSatisfy { $0 > -2 && $0 < 5 })
    #expect(rule.weights.reduce(0, +).isNear(7))
    #expect(
      rule.integral { exp(-$0 * $0 / 2) }.isNear(
        (Double.pi / 2).squareRoot() * (erf(5 / 2.0.squareRoot()) + erf(2.0.squareRoot()))))
  }
}
