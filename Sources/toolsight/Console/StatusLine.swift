import Reports
import Synchronization

/// How far something has come, on standard error: a line that is rewritten on a terminal, a line of its own every ten seconds
/// elsewhere.
final class StatusLine: Sendable {
  private let isTerminal: Bool
  private let isQuiet: Bool
  /// Whoever counts shows the line, and several tasks count, hence the lock.
  private let state = Mutex((shownAt: ContinuousClock.now, isShowing: false))

  private static let clear = "\r\u{1B}[2K"

  init(isQuiet: Bool, isTerminal: Bool = Terminal.errorIsTerminal) {
    self.isQuiet = isQuiet
    self.isTerminal = isTerminal
  }

  /// Shows the line unless the last one has only just been shown.
  func showWhenDue(_ text: (ContinuousClock.Instant) -> String) {
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      guard !isQuiet, now - state.shownAt >= interval else { return false }
      state = (now, isTerminal)
      return true
    }
    if isDue { show(text(now)) }
  }

  /// A line that stays, above the one that is rewritten.
  func remark(_ text: String) { Terminal.show("\(isTerminal ? Self.clear : "")\(text)\n") }

  /// Takes the line off the terminal.
  func finish() {
    let isShowing = state.withLock { state in
      defer { state.isShowing = false }
      return state.isShowing
    }
    if isShowing { Terminal.show(Self.clear) }
  }

  private var interval: Duration { isTerminal ? .milliseconds(100) : .seconds(10) }

  /// Cut to the terminal's width: of a line that goes on in a second row only that row could be taken off again.
  private func show(_ text: String) {
    Terminal.show(isTerminal ? Self.clear + text.clipped(to: Terminal.errorWidth - 1) : text + "\n")
  }
}
