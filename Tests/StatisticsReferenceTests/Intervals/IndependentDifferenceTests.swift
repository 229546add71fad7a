import Statistics
import StatisticsReference
import TestSupport
import Testing

struct IndependentDifferenceTests {
  @Test(arguments: GoldenVectors["independent_difference_ci"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let difference = IndependentDifference(
      control: Counts(successes: vector.integer("x2"), runs: vector.integer("n2")),
      candidate: Counts(successes: vector.integer("x1"), runs: vector.integer("n1")))
    let level = vector.input("confidence")
    #expect(vector.accepts(Bounds(difference.newcombeInterval(level: level)), "newcombe_hybrid_score"))
    #expect(vector.accepts(Bounds(difference.agrestiCaffoInterval(level: level)), "agresti_caffo"))
  }

  @Test func swappingTheArmsNegatesTheIntervals() throws {
    let (few, many) = (Counts(successes: 2, runs: 9), Counts(successes: 14, runs: 20))
    let forward = IndependentDifference(control: few, candidate: many)
    let backward = IndependentDifference(control: many, candidate: few)
    for interval in [IndependentDifference.newcombeInterval, IndependentDifference.agrestiCaffoInterval] {
      let mirrored = try #require(interval(backward)(0.9))
      #expect(
        try #require(interval(forward)(0.9)).isNear(Interval(low: -mirrored.high, high: -mirrored.low, level: 0.9)))
    }
  }

  @Test func anArmWithoutARunHasNoDifference() {
    let difference = IndependentDifference(
      control: Counts(successes: 0, runs: 0), candidate: Counts(successes: 1, runs: 2))
    #expect(difference.estimate == nil)
    #expect(difference.newcombeInterval(level: 0.9) == nil && difference.agrestiCaffoInterval(level: 0.9) == nil)
  }
}
