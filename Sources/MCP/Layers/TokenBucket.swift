import EvalCore

/// Lets through a burst of as many calls as the limit says, and then as many as refill evenly: over any time `t` at most
/// `calls + t × calls / seconds`, exactly.
struct TokenBucket: Sendable {
  let limit: RateLimit
  /// When the bucket will be full again if nothing more is taken. Times are attoseconds times ``RateLimit/calls`` here, so
  /// that a token, which takes `seconds / calls` to come, is a whole number of them.
  private var fullAt: Int128 = 0

  init(_ limit: RateLimit) { self.limit = limit }

  private var token: Int128 { Duration.seconds(limit.seconds).attoseconds }
  private var capacity: Int128 { token * Int128(limit.calls) }

  private func scaled(_ time: Duration) -> Int128 { time.attoseconds * Int128(limit.calls) }

  /// How long a call has to wait; zero where it may go on.
  func wait(at now: Duration) -> Duration {
    let now = scaled(now)
    let wait = max(fullAt, now) + token - now - capacity
    guard wait > 0 else { return .zero }
    return Duration(attoseconds: (wait - 1) / Int128(limit.calls) + 1)
  }

  mutating func take(at now: Duration) { fullAt = max(fullAt, scaled(now)) + token }

  /// Whether forgetting it changes nothing.
  func isFull(at now: Duration) -> Bool { fullAt <= scaled(now) }
}
