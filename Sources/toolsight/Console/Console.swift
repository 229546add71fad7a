import EvalCore
import OrderedJSON
import Reports

/// How a command prints.
struct Console {
  enum Format: String, CaseIterable {
    case text, json
  }

  var format = Format.text
  var usesColor = false
  /// Without progress, remarks, warnings, summaries and what a run came to.
  var isQuiet = false
  var isVerbose = false

  /// For people; nothing in quiet mode.
  func remark(_ text: String) {
    if !isQuiet { Terminal.complain(text.visible(keepsLines: true)) }
  }

  /// Warnings are shown unless quiet, errors always.
  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where diagnostic.severity == .error || !isQuiet {
      Terminal.complain(Message(diagnostic))
    }
  }
}
