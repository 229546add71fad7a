import OrderedJSON

@testable import Redaction

extension Redactor {
  /// The text with placeholders of a new conversation.
  func redacted(_ text: String) -> String {
    var placeholders = Placeholders()
    return redact(text, with: &placeholders)
  }

  /// What of the text is found, kind by kind as its label says.
  func found(_ text: String) -> [String] {
    findings(in: text).map { "\($0.label) " + String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
  }
}
