import Foundation
import Statistics
import TestSupport
import Testing

struct NormalTests {
  @Test(arguments: GoldenVectors["normal_ppf"])
  func quantileMatchesTheGoldenVectors(vector: GoldenVector) {
    #expect(vector.accepts(Normal.quantile(vector.input("p")), "z"))
  }

  @Test(arguments: GoldenVectors["normal_cdf"])
  func distributionMatchesTheGoldenVectors(vector: GoldenVector) {
    #expect(vector.accepts(Normal.cumulative(vector.input("x")), "p"))
    #expect(vector.accepts(Normal.upperTail(vector.input("x")), "sf"))
  }

  @Test(arguments: [1e-300, 1e-100, 1e-20, 1e-5, 0.01, 0.3, 0.499_999, 0.5])
  func quantileUndoesTheDistribution(p: Double) {
    #expect(abs(Normal.cumulative(Normal.quantile(p)) / p - 1) < 1e-12)
    #expect(Normal.quantile(1 - p).isNear(-Normal.quantile(1 - (1 - p))))
  }

  @Test func farTailsKeepTheirDigits() {
    #expect(abs(Normal.upperTail(8) / 6.220960574271785e-16 - 1) < 1e-12)
    #expect(Normal.quantile(1e-300).isNear(-37.0470962993612))
  }

  @Test func edgesAreInfiniteAndTheOutsideIsUndefined() {
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(-0.1).isNaN)
    #expect(Normal.quantile(1.1).isNaN)
    #expect(Normal.quantile(.nan).isNaN)
  }

  @Test(arguments: [0, 1, -0.5, 1.5, Double.nan]) func aLevelOutsideZeroToOneHasNoCriticalValue(level: Double) {
    #expect(Normal.criticalValue(level: level) == nil)
  }
}
