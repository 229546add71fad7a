import Reports

/// How far something has come, on standard error: a line that is rewritten on a terminal, a line of its own elsewhere.
struct StatusLine {
  let isTerminal: Bool

  init(isTerminal: Bool = Terminal.errorIsTerminal) { self.isTerminal = isTerminal }

  /// How long a line stays before the next one.
  var interval: Duration { isTerminal ? .milliseconds(100) : .seconds(10) }

  /// Cut to the terminal's width: of a line that goes on in a second row only that row could be taken off again.
  func show(_ text: String) {
    Terminal.show(isTerminal ? Self.clear + text.clipped(to: Terminal.errorWidth - 1) : text + "\n")
  }

  /// A line that stays, above the one that is rewritten.
  func remark(_ text: String) { Terminal.show("\(isTerminal ? Self.clear : "")\(text)\n") }

  func takeOff() { Terminal.show(Self.clear) }

  private static let clear = "\r\u{1B}[2K"
}
