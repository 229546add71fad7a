import Statistics
import StatisticsReference
import TestSupport
import Testing

struct MultipleTestingTests {
  @Test(arguments: GoldenVectors["multiple_testing"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let pValues = try #require(vector.inputs["p"]).doubles
    let (holm, bh) = (MultipleTesting.holm(pValues), MultipleTesting.benjaminiHochberg(pValues))
    #expect(vector.accepts(holm, "holm_adjusted"))
    #expect(vector.accepts(bh, "fdr_bh_adjusted"))
    let bonferroni = MultipleTesting.bonferroni(pValues)
    #expect(vector.accepts(bonferroni, "bonferroni_adjusted"))
    #expect(bonferroni.map { $0 <= 0.05 } == vector.outputs["bonferroni_reject_0.05"]?.list.map(\.bool))
    #expect(vector.accepts(bh, "bh_scipy"))
    #expect(holm.map { $0 <= 0.05 } == vector.outputs["holm_reject_0.05"]?.list.map(\.bool))
    #expect(bh.map { $0 <= 0.05 } == vector.outputs["fdr_bh_reject_0.05"]?.list.map(\.bool))
  }

  @Test(arguments: 1...20) func holmIsAtLeastBenjaminiHochbergIsAtLeastRaw(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pValues = (0..<(1 + generator.below(30))).map { _ in generator.unit() * generator.unit() }
    let (holm, bh) = (MultipleTesting.holm(pValues), MultipleTesting.benjaminiHochberg(pValues))
    let bonferroni = MultipleTesting.bonferroni(pValues)
    for index in pValues.indices {
      #expect(bh[index] >= pValues[index])
      #expect(holm[index] >= bh[index] * (1 - 1e-15))
      #expect(holm[index] <= 1)
      #expect(holm[index] <= bonferroni[index])
    }
  }

  @Test func resultsFollowTheirPValuesThroughAnyOrder() {
    var generator = SeededGenerator(seed: 61)
    let pValues = [0.001, 0.04, 0.04, 0.2, 0.013, 0.5]
    let order = generator.shuffled(Array(pValues.indices))
    for adjust in [MultipleTesting.holm, MultipleTesting.benjaminiHochberg] {
      let straight = adjust(pValues)
      #expect(adjust(order.map { pValues[$0] }) == order.map { straight[$0] })
    }
  }

  @Test func noQuestionsNeedNoAdjustment() {
    #expect(MultipleTesting.holm([]).isEmpty)
    #expect(MultipleTesting.benjaminiHochberg([]).isEmpty)
    #expect(MultipleTesting.bonferroni([]).isEmpty)
  }
}
