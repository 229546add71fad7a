import Foundation
import Synchronization

/// Stops the trials that take too long. One task sleeps for all of them: a sleep that is cancelled keeps its timer, more
/// memory than a trial's transcript, until it would have ended.
///
/// A class because the trials and that task share the list, hence the lock.
final class TrialDeadlines: Sendable {
  private let limit: Duration
  private let clock: RunClock
  private let running = Mutex<[Int: Running]>([:])

  private struct Running {
    let end: Duration
    let work: Task<Transcript, Never>
    var isLate = false
  }

  /// - Parameter limit: seconds for each trial.
  init(limit: TimeInterval, clock: RunClock) {
    self.limit = .seconds(limit)
    self.clock = clock
  }

  /// Stops what is late, until the task is cancelled.
  func watch() async {
    while !Task.isCancelled {
      let earliest = running.withLock { $0.values.lazy.filter { !$0.isLate }.map(\.end).min() }
      // What starts during the sleep ends after it.
      await clock.sleep(earliest ?? clock.now() + limit)
      stopLate()
    }
  }

  private func stopLate() {
    let late = running.withLock { running in
      let now = clock.now()
      let late = running.filter { $0.value.end <= now && !$0.value.isLate }
      for number in late.keys { running[number]?.isLate = true }
      return late.values.map(\.work)
    }
    for work in late { work.cancel() }
  }

  /// What a trial's work comes to, and whether it was stopped because it was late.
  func transcript(
    of trial: Trial, _ work: @escaping @Sendable () async -> Transcript
  ) async -> (transcript: Transcript, isLate: Bool) {
    let end = clock.now() + limit
    // Whoever sees that the work has begun finds it on the list.
    let work = running.withLock { running in
      let work = Task(operation: work)
      running[trial.number] = Running(end: end, work: work)
      return work
    }
    let transcript = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    let isLate = running.withLock { $0.removeValue(forKey: trial.number)?.isLate ?? false }
    return (transcript, isLate)
  }
}
