import Statistics
import StatisticsReference
import TestSupport
import Testing

struct LinearCorrelationTests {
  @Test(arguments: GoldenVectors["paired_case_difference"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (before, after) = (vector.pairs.compactMap(\.control.rate), vector.pairs.compactMap(\.candidate.rate))
    #expect(vector.accepts(LinearCorrelation.coefficient(before, after), "corr_AB"))
  }

  @Test func aLineCorrelatesFully() {
    let x = [0.1, 0.7, 0.4, 0.9]
    #expect(LinearCorrelation.coefficient(x, x.map { 3 * $0 - 1 })?.isNear(1) == true)
    #expect(LinearCorrelation.coefficient(x, x.map { 2 - $0 })?.isNear(-1) == true)
  }

  @Test func whatDoesNotVaryDoesNotCorrelate() {
    #expect(LinearCorrelation.coefficient([1, 1], [1, 2]) == nil)
    #expect(LinearCorrelation.coefficient([1, 2], [1]) == nil)
    #expect(LinearCorrelation.coefficient([], []) == nil)
  }
}
