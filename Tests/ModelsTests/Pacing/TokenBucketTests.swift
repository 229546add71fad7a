import Testing

@testable import Models

struct TokenBucketTests {
  /// The moments at which requests of one cost go, each as soon as it may.
  private func starts(perMinute limit: Int, cost: Int, count: Int) -> [Double] {
    var bucket = TokenBucket(perMinute: limit, at: .zero)
    var now = Duration.zero
    return (0..<count).map { _ in
      now += bucket.wait(for: cost, at: now)
      bucket.take(cost, at: now)
      return now / .seconds(1)
    }
  }

  @Test(arguments: [1, 2, 7, 59, 60, 61, 100, 500, 2000])
  func noMinuteHasMoreThanTheLimitAndNoneIsWasted(limit: Int) {
    let starts = starts(perMinute: limit, cost: 1, count: limit * 3 + 5)
    // The request after a whole limit's worth comes a minute later at the earliest.
    for index in starts.indices.dropLast(limit) { #expect(starts[index + limit] - starts[index] > 59.999) }
    let rate = Double(starts.count - 1) / max(1, starts[starts.count - 1]) * 60
    #expect(rate > Double(limit) * 0.9)
  }

  @Test func lettingASecondsWorthGoAtOnceIsEnoughForFastEndpoints() {
    #expect(starts(perMinute: 6000, cost: 1, count: 100).allSatisfy { $0 == 0 })
    #expect(starts(perMinute: 30, cost: 1, count: 3) == [0, 2, 4])
  }

  @Test func whatARequestCostsBeyondASecondsWorthIsPaidBack() {
    // 600 a minute: 10 at once, 59/6 a second; a request of 118 is paid back in 12 seconds.
    let starts = starts(perMinute: 600, cost: 118, count: 3)
    #expect(abs(starts[1] - 12) < 0.01)
    #expect(abs(starts[2] - 24) < 0.01)
  }

  @Test func usageCorrectsTheEstimate() {
    var bucket = TokenBucket(perMinute: 600, at: .zero)
    bucket.take(118, at: .zero)
    bucket.correct(118, to: 10, at: .zero)
    let after = bucket.wait(for: 10, at: .zero)
    #expect(after > .milliseconds(900) && after < .milliseconds(1100))
    bucket.correct(0, to: 590, at: .zero)
    #expect(bucket.wait(for: 10, at: .zero) > .seconds(60))
    // What is given back beyond a second's worth is lost.
    bucket.correct(1_000_000, to: 0, at: .zero)
    #expect(bucket.wait(for: 10, at: .zero) == .zero)
    bucket.take(10, at: .zero)
    #expect(bucket.wait(for: 10, at: .zero) > .milliseconds(900))
  }

  @Test(arguments: [(-5, 1), (0, 1), (Int.max, 1), (1, -5), (1, Int.max), (60, Int.min)])
  func oddNumbersDoNotTrap(limit: Int, cost: Int) {
    var bucket = TokenBucket(perMinute: limit, at: .zero)
    bucket.take(cost, at: .seconds(1))
    bucket.correct(cost, to: 3, at: .zero)
    #expect(bucket.wait(for: 1, at: .seconds(1)) >= .zero)
  }
}
