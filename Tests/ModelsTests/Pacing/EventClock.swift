import EvalCore
import Models
import Synchronization

/// Time that goes on to the next moment for which somebody waits, whenever nobody has anything else to do: tasks that
/// sleep at the same time sleep together.
final class EventClock: Sendable {
  private struct State {
    var now = Duration.zero
    var sleepers: [(until: Duration, waker: CheckedContinuation<Void, Never>)] = []
    /// Grows with every sleep, which shows that somebody was still busy.
    var sleeps = 0
  }

  private let state = Mutex(State())

  var now: Duration { state.withLock(\.now) }
  var clock: PaceClock { PaceClock(now: { self.now }, sleep: { await self.sleep(until: $0) }) }

  func sleep(for duration: Duration) async { await sleep(until: now + duration) }

  func sleep(until moment: Duration) async {
    await withCheckedContinuation { waker in
      let isOver = state.withLock { state in
        state.sleeps += 1
        if state.now < moment { state.sleepers.append((moment, waker)) }
        return state.now >= moment
      }
      if isOver { waker.resume() }
    }
  }

  /// Lets time pass for as long as `body` runs.
  func passing<Value: Sendable>(_ body: () async -> Value) async -> Value {
    let driver = Task {
      var seen = -1
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(2))
        let sleeps = state.withLock(\.sleeps)
        if sleeps == seen { leap() }
        seen = sleeps
      }
    }
    let value = await body()
    driver.cancel()
    await driver.value
    // Timers that nobody waits for any more.
    while state.withLock({ !$0.sleepers.isEmpty }) { leap() }
    return value
  }

  private func leap() {
    let woken = state.withLock { state in
      state.now = max(state.now, state.sleepers.map(\.until).min() ?? state.now)
      let due = state.sleepers.filter { $0.until <= state.now }
      state.sleepers.removeAll { $0.until <= state.now }
      return due
    }
    for sleeper in woken { sleeper.waker.resume() }
  }
}
