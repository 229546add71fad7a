import Statistics
import StatisticsReference
import TestSupport
import Testing

struct PlannedLooksTests {
  @Test(arguments: GoldenVectors["group_sequential_constants"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let (looks, alpha) = (vector.integer("looks"), vector.input("alpha_two_sided"))
    let pocock = try #require(PlannedLooks.pocock(looks: looks, alpha: alpha))
    #expect(pocock.bounds.allSatisfy { vector.accepts($0, "pocock_c") })
    let obrienFleming = try #require(PlannedLooks.obrienFleming(looks: looks, alpha: alpha))
    #expect(vector.accepts(obrienFleming.bounds.last, "obf_c_final"))
    #expect(vector.accepts(obrienFleming.bounds, "obf_z_bounds"))
    #expect(vector.accepts(obrienFleming.nominalP, "obf_nominal_p_two_sided"))
  }

  @Test(arguments: [AlphaSpending.obrienFleming, .pocock]) func spendingEndsAtTheLevel(spending: AlphaSpending) throws {
    let looks = try #require(PlannedLooks(spending: spending, repeats: [3, 6, 10], alpha: 0.1))
    #expect(looks.information == [0.3, 0.6, 1])
    #expect(looks.falseAlarmRate.isNear(0.1, within: 1e-10))
    let first = 2 * Normal.upperTail(looks.bounds[0])
    #expect(first.isNear(spending.spent(at: 0.3, alpha: 0.1), within: 1e-10))
    #expect(looks.intervalLevels.allSatisfy { $0 > 0.9 })
  }

  /// From a second program that integrates by the trapezoid rule; the late ones with α/2 spent on each side are
  /// published as 3.7103, 2.5114 and 1.9930, which it gives too.
  @Test(
    arguments: [
      (AlphaSpending.obrienFleming, [1.0 / 3, 2.0 / 3, 1], [3.394757, 2.406733, 2.015247]),
      (.pocock, [1.0 / 3, 2.0 / 3, 1], [2.279428, 2.294911, 2.295938]),
      (.obrienFleming, [0.3, 0.6, 1], [3.578388, 2.534673, 1.998800]),
      (.pocock, [0.3, 0.6, 1], [2.311835, 2.320967, 2.268912]),
    ] as [(AlphaSpending, [Double], [Double])])
  func spendingGivesKnownBounds(spending: AlphaSpending, information: [Double], expected: [Double]) throws {
    let looks = try #require(PlannedLooks(spending: spending, information: information, alpha: 0.05))
    #expect(zip(looks.bounds, expected).allSatisfy { $0.isNear($1, within: 1e-6) }, "\(looks.bounds)")
  }

  @Test func oneLookIsNoCorrection() throws {
    for looks in [PlannedLooks.pocock(looks: 1, alpha: 0.05), .obrienFleming(looks: 1, alpha: 0.05)] {
      #expect(try #require(looks).bounds[0].isNear(1.959963984540054, within: 1e-9))
    }
  }

  /// A random walk of ten steps, looked at after 3, 6 and 10.
  @Test func simulatedFalseAlarmsKeepTheLevel() throws {
    var generator = SeededGenerator(seed: 103)
    let looks = try #require(PlannedLooks(spending: .obrienFleming, repeats: [3, 6, 10], alpha: 0.1))
    var alarms = 0
    for _ in 0..<4000 {
      var sum = 0.0
      var isAlarm = false
      for step in 1...10 {
        sum += Normal.quantile(generator.unit() + 0x1p-54)
        if let look = [3, 6, 10].firstIndex(of: step), abs(sum) / Double(step).squareRoot() >= looks.bounds[look] {
          isAlarm = true
        }
      }
      if isAlarm { alarms += 1 }
    }
    #expect(alarms > 330 && alarms < 470)
  }

  @Test func looksThatCannotBeAreNotPlanned() {
    #expect(PlannedLooks.pocock(looks: 0, alpha: 0.05) == nil)
    #expect(PlannedLooks.obrienFleming(looks: 3, alpha: 1) == nil)
    #expect(PlannedLooks(spending: .pocock, information: [], alpha: 0.05) == nil)
    #expect(PlannedLooks(spending: .pocock, information: [0.5, 0.5], alpha: 0.05) == nil)
    #expect(PlannedLooks(spending: .pocock, information: [0.5, 1.2], alpha: 0.05) == nil)
    #expect(PlannedLooks(spending: .pocock, repeats: [], alpha: 0.05) == nil)
    #expect(PlannedLooks(spending: .pocock, repeats: [0, 0], alpha: 0.05) == nil)
  }
}
