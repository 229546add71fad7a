import CCurl
import Foundation
import Synchronization

/// The one thread that touches libcurl; everybody else posts commands to it, and many posts cost one wake-up.
///
/// Unchecked because of the pointer to libcurl's multi handle: only its wake-up, which is thread-safe, is called from
/// elsewhere, and under the lock, so never after the loop has freed it.
final class EventLoop: @unchecked Sendable {
  enum Command {
    case start(Transfer)
    case cancel(Transfer)
    /// The reader of a paused stream has room again.
    case resume(Transfer)
  }

  private enum Life { case open, closing, closed }

  private struct Inbox {
    var commands: [Command] = []
    var life = Life.open
    var isLoopAsleep = false
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private let inbox = Mutex(Inbox())
  private let multi: UnsafeMutableRawPointer

  init(concurrency: Int, concurrencyPerHost: Int, settings: TransferSettings) {
    multi = startedLibrary()
    // Fewer than the running ones, and connections would be closed and opened again.
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(1, concurrency))
    let thread = Thread { [self] in
      run(TransferSet(multi, TransferScheduler(limit: concurrency, limitPerHost: concurrencyPerHost), settings))
    }
    thread.name = "curl"
    thread.start()
  }

  /// Hands a command to the loop; false when the loop no longer takes any.
  @discardableResult
  func post(_ command: Command) -> Bool {
    inbox.withLock { inbox in
      guard inbox.life == .open else { return false }
      inbox.commands.append(command)
      wake(&inbox)
      return true
    }
  }

  /// Ends all transfers and the thread; returns when libcurl's memory is freed.
  func close() async {
    await withCheckedContinuation { closer in
      let isClosed = inbox.withLock { inbox in
        if inbox.life == .closed { return true }
        inbox.closers.append(closer)
        close(&inbox)
        return false
      }
      if isClosed { closer.resume() }
    }
  }

  /// As ``close()``, without waiting.
  func closeSoon() { inbox.withLock { close(&$0) } }

  private func close(_ inbox: inout Inbox) {
    guard inbox.life == .open else { return }
    inbox.life = .closing
    wake(&inbox)
  }

  private func wake(_ inbox: inout Inbox) {
    guard inbox.isLoopAsleep else { return }
    inbox.isLoopAsleep = false
    curl_multi_wakeup(multi)
  }

  private func run(_ transfers: TransferSet) {
    blockBrokenPipeSignal()
    var commands: [Command] = []
    while takeCommands(into: &commands, orSleep: transfers.sleep) {
      for command in commands { transfers.obey(command) }
      commands.removeAll(keepingCapacity: true)
      transfers.advance()
    }
    for command in commands { transfers.obey(command) }
    transfers.endAll()
    curl_multi_cleanup(multi)
    let closers = inbox.withLock { inbox in
      inbox.life = .closed
      return inbox.closers
    }
    for closer in closers { closer.resume() }
  }

  /// Swaps the commands in, after a sleep where there are none; false when the loop is to end.
  private func takeCommands(into commands: inout [Command], orSleep sleep: () -> Void) -> Bool {
    let (isOpen, isIdle) = inbox.withLock { inbox in
      swap(&inbox.commands, &commands)
      inbox.isLoopAsleep = commands.isEmpty && inbox.life == .open
      return (inbox.life == .open, inbox.isLoopAsleep)
    }
    guard isIdle else { return isOpen }
    sleep()
    return inbox.withLock { inbox in
      swap(&inbox.commands, &commands)
      inbox.isLoopAsleep = false
      return inbox.life == .open
    }
  }
}

/// A new multi handle; without one, or without the library, nothing here can work.
private func startedLibrary() -> UnsafeMutableRawPointer {
  precondition(libraryStart == CURLE_OK, "libcurl did not start: \(libraryStart.rawValue)")
  guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory for a multi handle") }
  return multi
}

private let libraryStart = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

/// OpenSSL may write to a closed socket, and libcurl leaves the signal alone under `CURLOPT_NOSIGNAL`.
private func blockBrokenPipeSignal() {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &signals, nil)
}
