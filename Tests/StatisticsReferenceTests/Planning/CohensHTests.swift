import Statistics
import StatisticsReference
import TestSupport
import Testing

struct CohensHTests {
  @Test(arguments: GoldenVectors["power_cohens_h"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let effect = try #require(CohensH(vector.input("p1"), vector.input("p2")))
    let (alpha, power) = (vector.input("alpha"), vector.input("power"))
    #expect(vector.accepts(effect.h, "h"))
    #expect(vector.accepts(effect.requiredRunsPerArm(power: power, sides: .two, alpha: alpha), "n_per_arm_two_sided"))
    #expect(vector.accepts(effect.requiredRunsPerArm(power: power, sides: .one, alpha: alpha), "n_per_arm_one_sided"))
    #expect(vector.accepts(effect.power(runsPerArm: 50, sides: .two, alpha: alpha), "power_two_sided_at_n=50"))
    #expect(vector.accepts(effect.power(runsPerArm: 50, sides: .one, alpha: alpha), "power_one_sided_at_n=50"))
    #expect(vector.accepts(effect.power(runsPerArm: 200, sides: .two, alpha: alpha), "power_two_sided_at_n=200"))
  }

  @Test func theOrderOfTheArmsOnlyTurnsTheSign() throws {
    let (down, up) = (try #require(CohensH(0.9, 0.7)), try #require(CohensH(0.7, 0.9)))
    #expect(down.h == -up.h)
    #expect(down.requiredRunsPerArm(sides: .one) == up.requiredRunsPerArm(sides: .one))
  }

  @Test func noDifferenceIsNeverFound() throws {
    let none = try #require(CohensH(0.4, 0.4))
    #expect(none.requiredRunsPerArm(sides: .two) == .infinity)
    #expect(none.power(runsPerArm: 1000, sides: .two)?.isNear(0.05) == true)
  }

  @Test func impossibleInputHasNoPower() {
    #expect(CohensH(1.1, 0.5) == nil && CohensH(0.5, .nan) == nil)
    #expect(CohensH(0.1, 0.5)?.power(runsPerArm: 0, sides: .one) == nil)
    #expect(CohensH(0.1, 0.5)?.requiredRunsPerArm(power: 0.01, sides: .one) == nil)
    #expect(CohensH(0.1, 0.5)?.requiredRunsPerArm(power: 1, sides: .one) == nil)
  }
}
