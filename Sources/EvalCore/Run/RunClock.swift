/// The time that deadlines and pacing go by, so that tests need not wait.
package struct RunClock: Sendable {
  /// Since a moment that never changes.
  package let now: @Sendable () -> Duration
  /// Returns when ``now`` has come to this, or when the task is cancelled.
  package let sleep: @Sendable (_ until: Duration) async -> Void

  package init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's own.
  package static var continuous: RunClock {
    let start = ContinuousClock.now
    return RunClock(
      now: { ContinuousClock.now - start }, sleep: { try? await Task.sleep(until: start + $0, clock: .continuous) })
  }
}
