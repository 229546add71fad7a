import Statistics
import StatisticsReference
import TestSupport
import Testing

struct AlphaSpendingTests {
  @Test(arguments: GoldenVectors["alpha_spending"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (share, alpha) = (vector.input("information_fraction"), vector.input("alpha"))
    let obrienFleming = AlphaSpending.obrienFleming.spent(at: share, alpha: alpha)
    #expect(vector.accepts(obrienFleming, "lan_demets_obf_two_sided"))
    #expect(vector.accepts(AlphaSpending.pocock.spent(at: share, alpha: alpha), "lan_demets_pocock"))
  }

  @Test(arguments: [AlphaSpending.obrienFleming, .pocock]) func risesFromNothingToAll(spending: AlphaSpending) {
    #expect(spending.spent(at: 0, alpha: 0.1) == 0 && spending.spent(at: -1, alpha: 0.1) == 0)
    #expect(spending.spent(at: 1, alpha: 0.1).isNear(0.1) && spending.spent(at: 7, alpha: 0.1).isNear(0.1))
    let spent = (1...20).map { spending.spent(at: Double($0) / 20, alpha: 0.1) }
    #expect(spent == spent.sorted())
    #expect(spending.spent(at: 0.5, alpha: 0).isNaN && spending.spent(at: .nan, alpha: 0.1).isNaN)
  }
}
