import Statistics
import StatisticsReference
import TestSupport
import Testing

struct SelectionBiasTests {
  @Test(arguments: GoldenVectors["tv_bias"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let bias = SelectionBias.totalVariation(try #require(vector.inputs["P"]).doubles)
    #expect(vector.accepts(bias, "delta"))
  }

  @Test func countsAreSharesToo() throws {
    #expect(try #require(SelectionBias.totalVariation([12, 4, 2, 1, 1])).isNear(0.4))
    #expect(try #require(SelectionBias.totalVariation([0, 0, 7])).isNear(2.0 / 3))
  }

  @Test func nothingChosenHasNoBias() {
    #expect(SelectionBias.totalVariation([]) == nil)
    #expect(SelectionBias.totalVariation([0, 0]) == nil)
    #expect(SelectionBias.totalVariation([-1, 2]) == nil)
    #expect(SelectionBias.totalVariation([.nan]) == nil)
  }
}
