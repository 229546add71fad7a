import EvalCore
import Synchronization

/// Gives the requests to one endpoint their turns: a lane for each model, one circuit breaker for all.
///
/// A class because the trials of a run share it, hence the lock.
package final class EndpointPacing: Sendable {
  private typealias Caller = CheckedContinuation<Result<PacedTurn, EndpointFailure>, Never>

  private struct State {
    var queue = PaceQueue()
    var callers: [Int: Caller] = [:]
    var lastTicket = 0
    /// When the next timer looks after the lanes.
    var wakeAt: Duration?
  }

  private let state = Mutex(State())
  private let clock: PaceClock
  private let jitter: @Sendable () -> Double

  /// - Parameter jitter: near 1; pauses are multiplied by it.
  package init(clock: PaceClock = .continuous, jitter: @escaping @Sendable () -> Double = { .random(in: 0.8...1.2) }) {
    self.clock = clock
    self.jitter = jitter
  }

  /// Adds a lane for a model, and gives its index.
  func addLane(_ limits: PaceLimits) -> Int { state.withLock { $0.queue.add(limits, at: clock.now()) } }

  package var standing: EndpointStanding { state.withLock { $0.queue.standing(at: clock.now()) } }

  /// Whether the endpoint is out, and was not always.
  var isOut: Bool { state.withLock { $0.queue.isOut } }

  /// Requests that the lane may have under way now.
  func limit(of lane: Int) -> Int { state.withLock { $0.queue.lanes[lane].limit } }

  /// Requests that wait in the lane.
  func waiting(in lane: Int) -> Int { state.withLock { $0.queue.lanes[lane].waiting.count } }

  /// Waits for a turn, which must be ended.
  ///
  /// - Throws: the endpoint's last failure where it was given up; `connection` where the task was cancelled.
  func turn(_ lane: Int, tokens: Int) async throws(EndpointFailure) -> PacedTurn {
    let number = state.withLock { state in
      state.lastTicket += 1
      return state.lastTicket
    }
    return try await withTaskCancellationHandler {
      await withCheckedContinuation { caller in
        let isEntered = state.withLock { state in
          if Task.isCancelled { return false }
          state.queue.enter(PaceLane.Ticket(number: number, tokens: max(0, tokens)), lane: lane)
          state.callers[number] = caller
          return true
        }
        if isEntered { advance() } else { caller.resume(returning: .failure(.notAsked)) }
      }
    } onCancel: {
      withdraw(number, lane)
    }.get()
  }

  /// - Parameter failure: nil where the endpoint answered.
  func end(_ turn: PacedTurn, _ failure: EndpointFailure?, isCancelled: Bool) {
    state.withLock { state in
      let failure = turn.ignoresFailure ? nil : failure
      state.queue.end(turn, failure, isCancelled: isCancelled, at: clock.now(), jitter: jitter())
    }
    advance()
  }

  private func withdraw(_ number: Int, _ lane: Int) {
    let caller = state.withLock { state in
      state.queue.withdraw(number, lane: lane) ? state.callers.removeValue(forKey: number) : nil
    }
    caller?.resume(returning: .failure(.notAsked))
    // Who stood behind it may have to wait less.
    if caller != nil { advance() }
  }

  /// Starts whoever may start, and sees to it that somebody looks again when time alone will let others start.
  private func advance() {
    var started: [(Caller, Result<PacedTurn, EndpointFailure>)] = []
    let wakeAt = state.withLock { state -> Duration? in
      let now = clock.now()
      while let (number, result) = state.queue.next(at: now) {
        if let caller = state.callers.removeValue(forKey: number) { started.append((caller, result)) }
      }
      guard let wait = state.queue.wait(at: now) else { return nil }
      // An earlier timer looks again by itself.
      if let wakeAt = state.wakeAt, wakeAt <= now + wait, wakeAt > now { return nil }
      state.wakeAt = now + wait
      return state.wakeAt
    }
    for (caller, result) in started { caller.resume(returning: result) }
    guard let wakeAt else { return }
    Task { [weak self, clock] in
      await clock.sleep(wakeAt)
      self?.advance()
    }
  }
}

extension EndpointFailure {
  fileprivate static let notAsked = EndpointFailure(
    .connection, message: "the endpoint was not asked: the request was cancelled while it waited for its turn",
    attempts: 0)
}
