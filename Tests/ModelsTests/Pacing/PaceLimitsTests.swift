import EvalCore
import Models
import Testing

struct PaceLimitsTests {
  private func limits(_ requestsPerMinute: Int?, _ concurrency: Int? = nil) -> ConfiguredModel.Limits {
    var limits = ConfiguredModel.Limits()
    (limits.requestsPerMinute, limits.concurrency) = (requestsPerMinute, concurrency)
    return limits
  }

  @Test(arguments: [(nil, 16, 16), (4, 16, 4), (64, 16, 16), (0, 16, 1), (nil, 0, 1)] as [(Int?, Int, Int)])
  func theRunsConcurrencyIsTheMost(configured: Int?, run: Int, expected: Int) {
    #expect(PaceLimits(limits(nil, configured), concurrency: run).concurrency == expected)
  }

  @Test(
    arguments: [(nil, 300, 16), (3, 300, 7), (1, 60, 1), (1, 0, 16), (1_000_000, 300, 16)] as [(Int?, Double, Int)])
  func noMoreTrialsAreInFlightThanCanBeAskedInTime(requestsPerMinute: Int?, deadline: Double, trials: Int) {
    #expect(PaceLimits(limits(requestsPerMinute), concurrency: 16).trialsAtOnce(within: deadline) == trials)
  }
}
