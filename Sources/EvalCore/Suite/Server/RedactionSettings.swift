package import Redaction

/// What is taken out of the tools' results before a model sees them and before they are stored.
package struct RedactionSettings: Sendable, Hashable {
  package var kinds: [RedactionKind] = []
  /// No two of one name.
  package var custom: [CustomPattern] = []
  /// Whether a placeholder in the arguments of a later call becomes the value again, before the tool gets them.
  package var restores = false

  package init() {}

  /// Nil where nothing is to be found.
  package var redactor: Redactor? {
    guard !kinds.isEmpty || !custom.isEmpty else { return nil }
    do { return try Redactor(kinds: kinds, custom: custom) } catch {
      preconditionFailure("the suite's patterns were read and are none: \(error)")
    }
  }
}
