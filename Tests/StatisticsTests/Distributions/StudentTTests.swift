import Statistics
import TestSupport
import Testing

struct StudentTTests {
  @Test(arguments: GoldenVectors["student_t_ppf"])
  func quantileMatchesTheGoldenVectors(vector: GoldenVector) {
    #expect(vector.accepts(StudentT.quantile(vector.input("p"), degreesOfFreedom: vector.input("df")), "t"))
  }

  @Test(arguments: GoldenVectors["student_t_cdf"])
  func distributionMatchesTheGoldenVectors(vector: GoldenVector) {
    let (t, df) = (vector.input("t"), vector.input("df"))
    #expect(vector.accepts(StudentT.cumulative(t, degreesOfFreedom: df), "cdf"))
    #expect(vector.accepts(StudentT.twoSidedP(t, degreesOfFreedom: df), "p_two_sided"))
  }

  @Test(arguments: [0.5, 1, 2.5, 9, 300, 1e6]) func quantileUndoesTheDistribution(df: Double) {
    for p in [1e-9, 0.02, 0.4, 0.5, 0.7, 0.999] {
      let t = StudentT.quantile(p, degreesOfFreedom: df)
      #expect(StudentT.cumulative(t, degreesOfFreedom: df).isNear(p))
      #expect(StudentT.cumulative(-t, degreesOfFreedom: df).isNear(1 - p))
    }
  }

  @Test func manyDegreesOfFreedomAreNormal() {
    #expect(StudentT.quantile(0.95, degreesOfFreedom: 1e12).isNear(Normal.quantile(0.95), within: 1e-10))
  }

  @Test func edgesAreInfiniteAndTheOutsideIsUndefined() {
    #expect(StudentT.quantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 3) == .infinity)
    #expect(StudentT.quantile(0.9, degreesOfFreedom: 0).isNaN)
    #expect(StudentT.quantile(2, degreesOfFreedom: 3).isNaN)
    #expect(StudentT.cumulative(1, degreesOfFreedom: -1).isNaN)
    #expect(StudentT.criticalValue(level: 0.9, degreesOfFreedom: 0) == nil)
    #expect(StudentT.criticalValue(level: 1, degreesOfFreedom: 5) == nil)
  }
}
