import Statistics
import StatisticsReference
import TestSupport
import Testing

struct BettingMartingaleTests {
  @Test(arguments: GoldenVectors["betting_martingale"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let values = try #require(vector.inputs["x"]).doubles
    let fixed = vector.inputs["lambda"]?.double.map { Array(repeating: $0, count: values.count) }
    let bets = try fixed ?? #require(BettingMartingale.bets(values, alpha: vector.input("alpha")))
    let capital = BettingMartingale.capital(
      values, against: vector.input("m"), bets: bets, share: vector.input("theta"),
      truncation: vector.inputs["trunc_scale"]?.double ?? 0.5)
    #expect(vector.accepts(try #require(capital), "mart"))
  }

  /// A fair game: two values with the mean that is bet against leave the capital's mean as it was.
  @Test func cannotWinAgainstTheTruth() throws {
    let past = [1.0, 0, 1, 1]
    let bets = try #require(BettingMartingale.bets(past + [0], alpha: 0.05))
    let capital = { (last: Double) in
      BettingMartingale.capital(past + [last], against: 0.25, bets: bets)?.last ?? .nan
    }
    let before = try #require(BettingMartingale.capital(past, against: 0.25, bets: Array(bets.dropLast()))?.last)
    #expect((0.75 * capital(0) + 0.25 * capital(1)).isNear(before))
  }

  @Test func theNextBetDoesNotKnowTheNextValue() throws {
    let bets = try #require(BettingMartingale.bets([1, 0, 1]))
    #expect(try #require(BettingMartingale.bets([1, 0, 0])).last == bets.last)
    #expect(try #require(BettingMartingale.bets([1, 1, 0])).last != bets.last)
  }

  @Test func impossibleBetsAreNotTaken() {
    #expect(BettingMartingale.capital([1], against: 0, bets: [1]) == nil)
    #expect(BettingMartingale.capital([1], against: 1, bets: [1]) == nil)
    #expect(BettingMartingale.capital([1.5], against: 0.5, bets: [1]) == nil)
    #expect(BettingMartingale.capital([1], against: 0.5, bets: []) == nil)
    #expect(BettingMartingale.capital([1], against: 0.5, bets: [-1]) == nil)
    #expect(BettingMartingale.capital([1], against: 0.5, bets: [1], truncation: 2) == nil)
    #expect(BettingMartingale.bets([1], alpha: 0) == nil)
  }
}
