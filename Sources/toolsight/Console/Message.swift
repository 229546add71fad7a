import EvalCore
import OrderedJSON
import Reports

/// What is said on standard error of something that is wrong: a label, what was found, and on a line of its own what mends it.
struct Message {
  /// E.g. `error`; nil where the text begins with a position in a file and a label of its own.
  let label: String?
  let text: String
  let fix: String?

  init(_ text: String, fix: String? = nil, label: String? = "error") {
    (self.text, self.fix, self.label) = (text, fix, label)
  }

  init(_ diagnostic: Diagnostic) {
    self.init(
      "\(diagnostic.position): \(diagnostic.severity.rawValue): \(diagnostic.message)", fix: diagnostic.fix, label: nil)
  }

  /// As it is printed.
  var line: String { (label.map { "\($0): " } ?? "") + unlabelled }

  var unlabelled: String { text + (fix.map { "\n  fix: \($0)" } ?? "") }
}

extension Terminal {
  static func complain(_ message: Message) { complain(message.line.visible(keepsLines: true)) }
}
