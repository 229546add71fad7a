import EvalCore
import Synchronization

/// Lets a model's questions go alone until one is answered, so that a wrong key, an empty account or an endpoint that drops
/// the tools costs a question or two and not as many as may be under way. When other questions have met the same, each alone,
/// that is certain; who asks after that gets the failure without asking.
///
/// A slow first answer holds the others up for a moment only. A class because all trials of a model share it, hence the lock.
final class FirstQuestion: Sendable {
  /// What somebody does who would ask.
  private enum Part {
    case goesAlone
    case asks
    case fails(EndpointFailure)
  }

  private struct Waiter {
    let number: Int
    let caseID: String
    let part: CheckedContinuation<Part, Never>
  }

  private struct State {
    var isAsked = false
    /// What everybody does from now on.
    var verdict: Part?
    /// Cases whose questions failed alone.
    var failed: Set<String> = []
    /// Whether the question that goes alone was refused or put off, and is asked again.
    var isInTrouble = false
    var waiters: [Waiter] = []
    var lastNumber = 0
  }

  private let state = Mutex(State())
  private let patience: Duration

  /// So many questions leave no doubt: fewer where the failure speaks of the account, not of what is asked.
  private static let enoughOfTheAccount = 2
  private static let enoughOfTheRequest = 3

  /// - Parameter patience: how long others wait for the first answer.
  init(patience: Duration = .seconds(2)) { self.patience = patience }

  /// Asks when it is the question's turn.
  func run<Value>(
    _ caseID: String, _ ask: () async throws(EndpointFailure) -> Value
  ) async throws(EndpointFailure) -> Value {
    switch await part(caseID) {
    case .goesAlone: try await askAlone(caseID, ask)
    case .asks: try await ask()
    case .fails(let failure): throw failure.unasked
    }
  }

  /// Lets everybody ask.
  func release() { settle(.asks) }

  /// The question that goes alone was refused or put off: that is no slow answer, and others need not find out for
  /// themselves.
  func noteTrouble() { state.withLock { $0.isInTrouble = true } }

  private func askAlone<Value>(
    _ caseID: String, _ ask: () async throws(EndpointFailure) -> Value
  ) async throws(EndpointFailure) -> Value {
    let timer = Task { [weak self, patience] in
      try await Task.sleep(for: patience)
      self?.losePatience()
    }
    defer { timer.cancel() }
    do {
      let value = try await ask()
      settle(.asks)
      return value
    } catch {
      throw settle(after: error, caseID)
    }
  }

  private func losePatience() {
    if !state.withLock(\.isInTrouble) { settle(.asks) }
  }

  /// A failure that may meet every question lets the next one go alone, or ends the matter.
  private func settle(after failure: EndpointFailure, _ caseID: String) -> EndpointFailure {
    guard !Task.isCancelled, failure.stopsRun || failure.isRefusal else {
      settle(.asks)
      return failure
    }
    var certain = failure
    certain.isConfirmed = state.withLock { state in
      state.failed.insert(caseID)
      let enough = failure.stopsRun ? Self.enoughOfTheAccount : Self.enoughOfTheRequest
      return failure.isCertain || state.verdict == nil && state.failed.count >= enough
    }
    if certain.isCertain { settle(.fails(certain)) } else { handOn() }
    return certain
  }

  private func settle(_ verdict: Part) {
    let waiters = state.withLock { state -> [Waiter] in
      guard state.verdict == nil else { return [] }
      state.verdict = verdict
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.part.resume(returning: verdict) }
  }

  /// To a question of another case, where one waits: only another one can bear out a failure.
  private func handOn() {
    let next = state.withLock { state -> Waiter? in
      state.isInTrouble = false
      let index = state.waiters.firstIndex { !state.failed.contains($0.caseID) } ?? state.waiters.indices.first
      state.isAsked = index != nil
      return index.map { state.waiters.remove(at: $0) }
    }
    next?.part.resume(returning: .goesAlone)
  }

  private func part(_ caseID: String) async -> Part {
    // As for nearly every question.
    if let verdict = state.withLock(\.verdict) { return verdict }
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let part = state.withLock { state -> Part? in
          if let verdict = state.verdict { return verdict }
          if Task.isCancelled { return .asks }
          guard state.isAsked else {
            state.isAsked = true
            return .goesAlone
          }
          state.waiters.append(Waiter(number: number, caseID: caseID, part: continuation))
          return nil
        }
        if let part { continuation.resume(returning: part) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
      }
      waiter?.part.resume(returning: .asks)
    }
  }
}

extension EndpointFailure {
  /// Whether the endpoint itself says that it does not answer such a request, or not now.
  var isRefusal: Bool { self.class.isOfTheRequest && (status ?? 0) >= 300 }
}
