package import EvalCore

/// What a model may be asked: its configured limits under the run's own concurrency.
package struct PaceLimits: Sendable, Hashable {
  /// Requests under way at a time, at most.
  package let concurrency: Int
  package let requestsPerMinute: Int?
  package let tokensPerMinute: Int?

  /// - Parameter concurrency: of the run.
  package init(_ limits: ConfiguredModel.Limits = ConfiguredModel.Limits(), concurrency: Int) {
    self.concurrency = max(1, min(concurrency, limits.concurrency ?? concurrency))
    requestsPerMinute = limits.requestsPerMinute
    tokensPerMinute = limits.tokensPerMinute
  }

  /// So many trials may be in flight that a queue of them, one request each, is through in half of a trial's deadline: more
  /// would only wait until their time is over.
  ///
  /// - Parameter deadline: seconds.
  package func trialsAtOnce(within deadline: Double) -> Int {
    guard let requestsPerMinute, deadline > 0 else { return concurrency }
    let through = Double(requestsPerMinute) * deadline / 120
    return through < Double(concurrency) ? max(1, Int(through)) : concurrency
  }
}
