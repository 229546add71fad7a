/// The time that pacing goes by, so that tests need not wait.
package struct PaceClock: Sendable {
  /// Since a moment that never changes.
  package let now: @Sendable () -> Duration
  /// Returns when ``now`` has come to this.
  package let sleep: @Sendable (_ until: Duration) async -> Void

  package init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's own.
  package static var continuous: PaceClock {
    let start = ContinuousClock.now
    return PaceClock(
      now: { ContinuousClock.now - start }, sleep: { try? await Task.sleep(until: start + $0, clock: .continuous) })
  }
}
