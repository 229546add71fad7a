package import Foundation

/// What an answer's headers say about the endpoint's limits: how long to wait, and what is left of the minute.
package struct RateHint: Sendable, Equatable {
  /// The wait that `retry-after-ms` or `Retry-After` asks for.
  package var retryAfter: Duration?
  package var requests: Allowance?
  package var tokens: Allowance?

  /// What is left of one limit.
  package struct Allowance: Sendable, Equatable {
    package let remaining: Int
    /// The whole limit, nil where it was not said.
    package let limit: Int?
    /// Until the whole limit is there again.
    package let reset: Duration

    package init(remaining: Int, limit: Int? = nil, reset: Duration) {
      self.remaining = remaining
      self.limit = limit
      self.reset = reset
    }
  }

  package init(retryAfter: Duration? = nil, requests: Allowance? = nil, tokens: Allowance? = nil) {
    self.retryAfter = retryAfter
    self.requests = requests
    self.tokens = tokens
  }

  /// - Parameter value: of a header, by its name in lower case.
  package init(now: Date, _ value: (String) -> String?) {
    let milliseconds = value("retry-after-ms").flatMap { Double($0) }.map { $0 / 1000 }
    let seconds = (milliseconds ?? RetryAfter.seconds(value("retry-after"), now: now)).flatMap {
      $0.isFinite ? $0 : nil
    }
    retryAfter = seconds.map { .seconds(min(max(0, $0), 86_400)) }
    requests = Self.least(of: ["requests"], now, value)
    tokens = Self.least(of: ["tokens", "input-tokens", "output-tokens"], now, value)
  }

  /// Of several limits the one with least left.
  private static func least(of kinds: [String], _ now: Date, _ value: (String) -> String?) -> Allowance? {
    kinds.flatMap { kind in headers.compactMap { Allowance(now, value, $0, kind) } }
      .min { $0.remaining < $1.remaining }
  }

  /// Of all APIs, as gateways hand on those of whoever stands behind them.
  private static let headers = Provider.all.compactMap(\.rateLimits)
}

extension RateHint.Allowance {
  fileprivate init?(_ now: Date, _ value: (String) -> String?, _ headers: RateLimitHeaders, _ kind: String) {
    guard let left = value(headers.name(.remaining, kind)).flatMap({ Int($0) }), left >= 0,
      let wait = value(headers.name(.reset, kind)).flatMap({ ResetTime.wait($0, now: now) })
    else { return nil }
    self.init(remaining: left, limit: value(headers.name(.limit, kind)).flatMap { Int($0) }, reset: wait)
  }

  /// Until so much is there, for a limit that grows back evenly; all of the reset where the limit is not known.
  func wait(for need: Int) -> Duration {
    guard remaining < need else { return .zero }
    guard let limit, limit > remaining else { return reset }
    return reset * min(1, Double(need - remaining) / Double(limit - remaining))
  }
}
