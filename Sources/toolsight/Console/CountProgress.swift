import Models
import OrderedJSON
import Synchronization

/// Shows how many counts are there: a line that is rewritten on a terminal, a plain line every ten seconds elsewhere.
final class CountProgress: Sendable {
  private let total: Int
  private let isQuiet: Bool
  private let isTerminal = Terminal.errorIsTerminal
  /// Counted by several tasks, hence the lock.
  private let state = Mutex((done: 0, shownAt: ContinuousClock.now, isShowing: false))

  /// - Parameter tools: that are counted one by one.
  init(of tools: Int, isQuiet: Bool) {
    total = CatalogueTokens.requests(for: tools)
    self.isQuiet = isQuiet
  }

  func count() {
    let line = state.withLock { state -> String? in
      state.done += 1
      let now = ContinuousClock.now
      guard !isQuiet, now - state.shownAt >= (isTerminal ? .milliseconds(100) : .seconds(10)) else { return nil }
      state.shownAt = now
      state.isShowing = isTerminal
      return "\(state.done)/\(total.counted("count"))"
    }
    if let line { Terminal.show(isTerminal ? "\(Self.clear)\(line)" : line + "\n") }
  }

  /// Takes the line off the terminal.
  func finish() {
    if state.withLock(\.isShowing) { Terminal.show(Self.clear) }
  }

  private static let clear = "\r\u{1B}[2K"
}
