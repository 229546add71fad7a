import Foundation

/// Standard output and standard error: machine output on the one, progress and diagnostics on the other.
enum Terminal {
  static func write(_ text: String) {
    put(text.hasSuffix("\n") ? text : text + "\n", to: .standardOutput)
  }

  static func complain(_ text: String) {
    let shown = GitHubWorkflow.current == nil ? text : text.withoutWorkflowCommands
    put(shown.hasSuffix("\n") ? shown : shown + "\n", to: .standardError)
  }

  /// Text as it is, on standard error.
  static func show(_ text: String) { put(text, to: .standardError) }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal; `COLUMNS` where there is none, else 100.
  static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 100
  }

  /// A closed pipe (`toolsight … | head`) is no error of ours: what cannot be written is dropped.
  private static func put(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
