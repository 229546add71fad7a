import Statistics
import StatisticsReference
import TestSupport
import Testing

struct RankCorrelationTests {
  @Test(arguments: GoldenVectors["kendall_tau"])
  func kendallMatchesTheGoldenVectors(vector: GoldenVector) throws {
    let correlation = try #require(RankCorrelation(vector.list("x"), vector.list("y")))
    #expect(vector.accepts(Double(correlation.concordant), "concordant"))
    #expect(vector.accepts(Double(correlation.discordant), "discordant"))
    #expect(vector.accepts(correlation.tauA, "tau_a"))
    #expect(vector.accepts(correlation.tauB, "tau_b"))
    #expect(vector.accepts(correlation.tauC, "tau_c"))
    #expect(vector.accepts(correlation.kendallP, "tau_b_pvalue"))
  }

  @Test(arguments: GoldenVectors["spearman"])
  func spearmanMatchesTheGoldenVectors(vector: GoldenVector) throws {
    let correlation = try #require(RankCorrelation(vector.list("x"), vector.list("y")))
    #expect(vector.accepts(correlation.spearman, "rho"))
  }

  @Test func onlyTheOrderMatters() throws {
    let (x, y) = ([3.0, 1, 4, 1, 5, 9], [2.0, 7, 1, 8, 2, 8])
    let plain = try #require(RankCorrelation(x, y))
    #expect(plain == RankCorrelation(x.map { $0 * $0 * $0 }, y.map { 2 * $0 - 5 }))
    let reversed = try #require(RankCorrelation(x, y.map { -$0 }))
    #expect(reversed.tauA == -plain.tauA && reversed.concordant == plain.discordant)
    #expect(try #require(reversed.spearman).isNear(-#require(plain.spearman)))
    #expect(try #require(reversed.kendallP).isNear(plain.kendallP))
  }

  /// Pearson's correlation of mean ranks by hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
  @Test func tiesShareTheirRank() throws {
    let rho = try #require(RankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])?.spearman)
    #expect(rho.isNear(4.5 / (4.5 * 5).squareRoot()))
  }

  /// Exact and normal p meet where one hands over to the other.
  @Test func theNormalPContinuesTheExactOne() throws {
    var generator = SeededGenerator(seed: 121)
    let values = (0..<33).map { _ in generator.unit() }
    let order = (0..<33).map(Double.init)
    let exact = try #require(RankCorrelation(order, values)?.kendallP)
    let normal = try #require(RankCorrelation(order + [33, 34], values + [0.31, 0.62])?.kendallP)
    #expect(abs(exact - normal) < 0.15)
  }

  @Test func oneValueOrNothingHasNoOrder() throws {
    #expect(RankCorrelation([1], [1]) == nil)
    #expect(RankCorrelation([1, 2], [1]) == nil)
    #expect(RankCorrelation([1, .nan], [1, 2]) == nil)
    let flat = try #require(RankCorrelation([1, 1, 1], [1, 2, 3]))
    #expect(flat.tauA == 0 && flat.tauB == nil && flat.tauC == nil && flat.spearman == nil && flat.kendallP == nil)
  }
}

extension GoldenVector {
  fileprivate func list(_ key: String) -> [Double] { inputs[key]?.doubles ?? [] }
}
