import Foundation
import Synchronization

/// Work that waits for descriptors, on a thread of its own so that none of the shared ones waits with it.
package enum BlockingWork {
  /// - Parameter work: must return soon once the wakeup's descriptor can be read, which says that the task was cancelled.
  package static func run<Value: Sendable>(_ work: @escaping @Sendable (Wakeup) -> Value) async -> Value {
    let wakeup = Wakeup()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiting in
        Thread.detachNewThread {
          blockBrokenPipeSignal()
          waiting.resume(returning: work(wakeup))
        }
      }
    } onCancel: {
      wakeup.wake()
    }
  }

  /// Waits for what shared threads do; only on a thread of its own, such as that of ``run(_:)``.
  static func wait<Value: Sendable>(for work: @escaping @Sendable () async -> Value) -> Value {
    let (box, done) = (Waited<Value>(), DispatchSemaphore(value: 0))
    Task {
      let value = await work()
      box.value.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    guard let value = box.value.withLock({ $0 }) else { preconditionFailure("the wait ended before its work") }
    return value
  }

  /// A class, because the task that writes and the thread that waits share it.
  private final class Waited<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// For this thread, whose writes then say that nobody reads any more instead of ending the process.
  private static func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}

/// Ends the wait of a thread from anywhere.
package final class Wakeup: Sendable {
  /// Can be read once ``wake()`` was called; -1 where the process has too many files open, and nothing can wake.
  package let descriptor: Int32
  private let other: Int32

  init() {
    let pipe = Descriptor.pipe()
    descriptor = pipe?.reading.handedOver() ?? -1
    other = pipe?.writing.handedOver() ?? -1
  }

  deinit {
    for number in [descriptor, other] where number >= 0 { close(number) }
  }

  func wake() {
    var byte: UInt8 = 0
    _ = write(other, &byte, 1)
  }
}
