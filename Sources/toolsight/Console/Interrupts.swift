import Dispatch
import EvalCore
import Foundation
import Synchronization

/// Turns the first Ctrl-C (or `kill`) into the cancellation of a task, so that what was done is kept; a second one ends at once.
final class Interrupts: Sendable {
  /// Set from the signal queue and read after the run, hence the lock.
  private let received = Mutex<Int32?>(nil)

  /// What the signal that came means for the exit code; nil for none.
  var exit: Exit? { received.withLock(\.self).map(Exit.init(signal:)) }

  /// Runs `body` in a task that the first signal cancels.
  func withCancellation<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await body() }
    let sources = [SIGINT, SIGTERM].map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        let isSecond = received.withLock { received in
          defer { received = received ?? number }
          return received != nil
        }
        if isSecond { Foundation._exit(Exit(signal: number).rawValue) }
        task.cancel()
      }
      source.resume()
      return source
    }
    // What comes after the run, such as writing its reports, can be ended as ever.
    defer {
      sources.forEach { $0.cancel() }
      for number in [SIGINT, SIGTERM] { Foundation.signal(number, SIG_DFL) }
    }
    return try await task.value
  }
}

extension Exit {
  fileprivate init(signal: Int32) { self = signal == SIGTERM ? .terminated : .interrupted }
}
