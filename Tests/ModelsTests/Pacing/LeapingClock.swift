import EvalCore
import Models
import Synchronization

/// Time that passes when somebody sleeps, and only then.
final class LeapingClock: Sendable {
  private let time = Mutex(Duration.zero)

  var now: Duration { time.withLock(\.self) }

  func leap(to moment: Duration) { time.withLock { $0 = max($0, moment) } }
  func pass(_ duration: Duration) { time.withLock { $0 += duration } }

  var clock: PaceClock {
    PaceClock(now: { self.now }, sleep: { self.leap(to: $0) })
  }

  /// Retries whose pauses take this time.
  func retries(budget: Double = 50) -> Retries { Retries(budget: budget) { self.pass($0) } }
}
