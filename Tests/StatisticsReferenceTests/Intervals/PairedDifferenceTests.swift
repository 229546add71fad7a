import Statistics
import StatisticsReference
import TestSupport
import Testing

struct PairedDifferenceTests {
  /// The file subtracts the second arm from the first, so the first is the candidate here.
  @Test(arguments: GoldenVectors["paired_proportion_difference"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (difference, level) = (PairedDifference(vector), vector.input("confidence"))
    #expect(vector.accepts(difference.estimate, "difference_p1_minus_p2"))
    #expect(vector.accepts(difference.phi(.plain), "phi_method8"))
    #expect(vector.accepts(difference.phi(), "phi_method10"))
    let plain = difference.newcombeInterval(level: level, correlation: .plain)
    #expect(vector.accepts(Bounds(plain), "newcombe_method8_no_cc"))
    #expect(vector.accepts(Bounds(difference.newcombeInterval(level: level)), "newcombe_method10_phi_cc"))
  }

  @Test func swappingTheArmsNegatesTheInterval() throws {
    let forward = PairedDifference(bothPass: 12, passToFail: 5, failToPass: 1, bothFail: 4)
    let backward = PairedDifference(bothPass: 12, passToFail: 1, failToPass: 5, bothFail: 4)
    let mirrored = try #require(backward.newcombeInterval(level: 0.9))
    #expect(
      try #require(forward.newcombeInterval(level: 0.9))
        .isNear(Interval(low: -mirrored.high, high: -mirrored.low, level: 0.9)))
  }

  @Test func noPairHasNoDifference() {
    let none = PairedDifference(bothPass: 0, passToFail: 0, failToPass: 0, bothFail: 0)
    #expect(none.estimate == nil && none.newcombeInterval(level: 0.9) == nil && none.tangoInterval(level: 0.9) == nil)
  }
}

extension PairedDifference {
  init(_ vector: GoldenVector) {
    self.init(
      bothPass: vector.integer("both_pass(e)"), passToFail: vector.integer("second_only(g)"),
      failToPass: vector.integer("first_only(f)"), bothFail: vector.integer("neither(h)"))
  }
}
