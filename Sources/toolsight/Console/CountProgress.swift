import Models
import OrderedJSON
import Synchronization

/// Shows how many counts are there: a line that is rewritten on a terminal, a plain line every ten seconds elsewhere.
final class CountProgress: Sendable {
  private let total: Int
  private let isQuiet: Bool
  private let line = StatusLine()
  /// Counted by several tasks, hence the lock.
  private let state = Mutex((done: 0, shownAt: ContinuousClock.now, isShowing: false))

  /// - Parameter tools: that are counted one by one.
  init(of tools: Int, isQuiet: Bool) {
    total = CatalogueTokens.requests(for: tools)
    self.isQuiet = isQuiet
  }

  func count() {
    let text = state.withLock { state -> String? in
      state.done += 1
      let now = ContinuousClock.now
      guard !isQuiet, now - state.shownAt >= line.interval else { return nil }
      state.shownAt = now
      state.isShowing = line.isTerminal
      return "\(state.done)/\(total.counted("count"))"
    }
    if let text { line.show(text) }
  }

  /// Takes the line off the terminal.
  func finish() {
    if state.withLock(\.isShowing) { line.takeOff() }
  }
}
