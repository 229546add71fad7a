import Statistics
import StatisticsReference
import TestSupport
import Testing

struct TangoIntervalTests {
  @Test(arguments: GoldenVectors["paired_proportion_difference"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let interval = PairedDifference(vector).tangoInterval(level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(interval), "tango_score"))
  }

  @Test(arguments: [(12, 5, 1, 4), (0, 3, 0, 0), (7, 0, 0, 2)])
  func containsTheEstimateAndMirrorsWithTheArms(e: Int, b: Int, c: Int, h: Int) throws {
    let forward = PairedDifference(bothPass: e, passToFail: b, failToPass: c, bothFail: h)
    let backward = PairedDifference(bothPass: e, passToFail: c, failToPass: b, bothFail: h)
    let interval = try #require(forward.tangoInterval(level: 0.9))
    #expect(interval.contains(try #require(forward.estimate)))
    #expect(interval.low >= -1 && interval.high <= 1 && interval.width > 0)
    let mirrored = try #require(backward.tangoInterval(level: 0.9))
    #expect(interval.isNear(Interval(low: -mirrored.high, high: -mirrored.low, level: 0.9), within: 1e-9))
  }
}
