/// Lets through so many units a minute, a second's worth (or one) at once: in no minute more than the limit, but for what
/// a request costs beyond a second's worth, which is paid back before the next one.
struct TokenBucket: Sendable {
  private let capacity: Double
  /// Units a second.
  private let rate: Double
  /// Below zero while a request that cost more than was there is paid back.
  private var level: Double
  private var filledAt: Duration

  /// Sums of fractions must not make somebody wait for nothing.
  private static let slack = 1e-6

  /// - Parameters:
  ///   - limit: units a minute; below 1 counts as 1.
  ///   - now: of the clock that all calls use.
  init(perMinute limit: Int, at now: Duration) {
    let limit = Double(max(1, limit))
    capacity = max(1, limit / 60)
    // What may go at once counts against the minute, too.
    rate = (limit >= 60 ? limit - capacity : limit) / 60
    level = capacity
    filledAt = now
  }

  /// How long until a request of this cost may go.
  func wait(for cost: Int, at now: Duration) -> Duration {
    let missing = min(Double(max(0, cost)), capacity) - filled(now)
    return missing > Self.slack ? .seconds(missing / rate) : .zero
  }

  mutating func take(_ cost: Int, at now: Duration) {
    level = filled(now) - Double(max(0, cost))
    filledAt = now
  }

  /// Takes what a request cost beyond its estimate, or gives back what it did not need.
  mutating func correct(_ estimate: Int, to cost: Int, at now: Duration) {
    level = min(capacity, filled(now) + Double(estimate) - Double(cost))
    filledAt = now
  }

  private func filled(_ now: Duration) -> Double {
    min(capacity, level + max(0, (now - filledAt) / .seconds(1)) * rate)
  }
}
