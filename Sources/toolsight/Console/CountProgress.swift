import Models
import OrderedJSON
import Synchronization

/// Shows how many counts are there.
final class CountProgress: Sendable {
  private let total: Int
  private let line: StatusLine
  /// Counted by several tasks, hence the lock.
  private let done = Mutex(0)

  /// - Parameter tools: that are counted one by one.
  init(of tools: Int, isQuiet: Bool) {
    total = CatalogueTokens.requests(for: tools)
    line = StatusLine(isQuiet: isQuiet)
  }

  func count() {
    let done = done.withLock { done in
      done += 1
      return done
    }
    line.showWhenDue { _ in "\(done)/\(total.counted("count"))" }
  }

  func finish() { line.finish() }
}
