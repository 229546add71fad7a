import OrderedJSON

/// Replaces every secret in a text by its mark; the command line knows the secrets, reports only ask.
package typealias Redaction = @Sendable (String) -> String

extension JSON {
  /// The same value with every text in it redacted: before it is written, because a written secret may be escaped.
  func redacted(by redact: Redaction) -> JSON { mapText(redact) }
}
