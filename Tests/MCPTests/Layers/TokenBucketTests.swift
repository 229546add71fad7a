import EvalCore
import Testing

@testable import MCP

struct TokenBucketTests {
  @Test func admitsItsBurstAndThenWhatRefills() {
    var bucket = TokenBucket(RateLimit(calls: 3, seconds: 60))
    for _ in 0..<3 {
      #expect(bucket.wait(at: .seconds(5)) == .zero)
      bucket.take(at: .seconds(5))
    }
    #expect(bucket.wait(at: .seconds(5)) == .seconds(20))
    #expect(bucket.wait(at: .seconds(24)) == .seconds(1))
    #expect(bucket.wait(at: .seconds(25)) == .zero)
    #expect(!bucket.isFull(at: .seconds(64)) && bucket.isFull(at: .seconds(65)))
  }

  /// A third of a second is no whole number of attoseconds; none may be won or lost by it.
  @Test func isExactWhereATokenTakesNoWholeTime() {
    var bucket = TokenBucket(RateLimit(calls: 3, seconds: 1))
    var admitted = 0
    for second in 0..<1000 {
      while bucket.wait(at: .seconds(second)) == .zero {
        bucket.take(at: .seconds(second))
        admitted += 1
      }
    }
    #expect(admitted == 3 + 999 * 3)
  }
}
