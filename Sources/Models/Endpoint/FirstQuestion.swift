import EvalCore
import Synchronization

/// Lets a model's first question go alone, so that a wrong key, an empty account or an endpoint that drops the tools costs one
/// trial and not as many as may be under way; who asks after such a failure gets it without asking.
///
/// A slow first answer holds the others up for a moment only. A class because all trials of a model share it, hence the lock.
final class FirstQuestion: Sendable {
  private enum Standing {
    case unasked
    /// Who waits for its answer, by number.
    case asked([Int: CheckedContinuation<Void, Never>])
    case answered
    case failed(EndpointFailure)
  }

  private struct State {
    var standing = Standing.unasked
    var lastNumber = 0
  }

  private let state = Mutex(State())
  private let patience: Duration

  /// - Parameter patience: how long others wait for the first answer.
  init(patience: Duration = .seconds(2)) { self.patience = patience }

  func goesFirst<Value>(
    _ ask: () async throws(EndpointFailure) -> Value
  ) async throws(EndpointFailure) -> Value {
    if claim() { return try await askedAlone(ask) }
    if case .asked = state.withLock(\.standing) { await wait() }
    if case .failed(let failure) = state.withLock(\.standing) { throw failure }
    return try await ask()
  }

  /// Whether nobody has asked before.
  private func claim() -> Bool {
    state.withLock { state in
      guard case .unasked = state.standing else { return false }
      state.standing = .asked([:])
      return true
    }
  }

  private func askedAlone<Value>(
    _ ask: () async throws(EndpointFailure) -> Value
  ) async throws(EndpointFailure) -> Value {
    let timer = Task { [weak self, patience] in
      try await Task.sleep(for: patience)
      self?.settle(nil)
    }
    defer { timer.cancel() }
    do {
      let value = try await ask()
      settle(nil)
      return value
    } catch {
      settle(error.stopsRun ? error : nil)
      throw error
    }
  }

  private func wait() async {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let waits = state.withLock { state in
          guard case .asked(var waiters) = state.standing, !Task.isCancelled else { return false }
          waiters[number] = waiter
          state.standing = .asked(waiters)
          return true
        }
        if !waits { waiter.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard case .asked(var waiters) = state.standing else { return nil }
        let waiter = waiters.removeValue(forKey: number)
        state.standing = .asked(waiters)
        return waiter
      }
      waiter?.resume()
    }
  }

  /// A failure counts even where the others have lost their patience.
  private func settle(_ failure: EndpointFailure?) {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      var waiters: [CheckedContinuation<Void, Never>] = []
      if case .asked(let waiting) = state.standing {
        waiters = Array(waiting.values)
        state.standing = .answered
      }
      if let failure { state.standing = .failed(failure) }
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
