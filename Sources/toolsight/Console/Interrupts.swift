import Dispatch
import EvalCore
import Foundation
import Synchronization

/// Turns the first Ctrl-C (or `kill`) into the cancellation of a task, so that what was done is kept; a second one ends at once.
final class Interrupts: Sendable {
  /// Set from the signal queue and read after the run, hence the lock.
  private let state = Mutex(State())

  private struct State {
    var received: Int32?
    /// Kept after a first signal, so that a second one finds its words.
    var listening = Listening()
  }

  /// Sources may be cancelled from any thread, which their type does not say.
  private struct Listening: @unchecked Sendable {
    var sources: [any DispatchSourceSignal] = []
  }

  /// What the signal that came means for the exit code; nil for none.
  var exit: Exit? { state.withLock(\.received).map(Exit.init(signal:)) }

  /// Answers Ctrl-C from the first moment on, where there is nothing yet to cancel or to keep.
  static func answerEarly() {
    let former = signal(SIGINT) { _ in
      // Nothing but what a handler of signals may call.
      let words: StaticString = "\ninterrupted\n"
      _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
      _exit(Exit.interrupted.rawValue)
    }
    // Whoever started the program may want it to go on.
    if let former, unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGINT, SIG_IGN)
    }
  }

  /// Runs `body` in a task that the first signal cancels.
  ///
  /// - Parameter parting: what a second signal says, which leaves no time to make it.
  func withCancellation<Value: Sendable>(
    parting: String? = nil, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await body() }
    listen(parting) { task.cancel() }
    defer { stopListening() }
    return try await task.value
  }

  private func listen(_ parting: String?, _ cancel: @escaping @Sendable () -> Void) {
    let sources = [SIGINT, SIGTERM].map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        let isSecond = state.withLock { state in
          defer { state.received = state.received ?? number }
          return state.received != nil
        }
        if isSecond { Self.leave(number, parting) }
        cancel()
      }
      source.resume()
      return source
    }
    let listening = Listening(sources: sources)
    state.withLock { $0.listening = listening }
  }

  private static func leave(_ number: Int32, _ parting: String?) -> Never {
    if let parting { Terminal.complain(Message(parting, label: "interrupted again")) }
    Foundation._exit(Exit(signal: number).rawValue)
  }

  /// What comes after a whole run, such as writing its reports, can be ended as ever.
  private func stopListening() {
    let ended = state.withLock { state -> Listening in
      guard state.received == nil else { return Listening() }
      defer { state.listening = Listening() }
      return state.listening
    }
    if ended.sources.isEmpty { return }
    for source in ended.sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { Foundation.signal(number, SIG_DFL) }
  }
}

extension Exit {
  fileprivate init(signal: Int32) { self = signal == SIGTERM ? .terminated : .interrupted }
}
