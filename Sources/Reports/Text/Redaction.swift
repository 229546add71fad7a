import OrderedJSON

/// Replaces every secret in a text by its mark; the command line knows the secrets, reports only ask.
package typealias Redaction = @Sendable (String) -> String

extension JSON {
  /// The same value with every string and key redacted: before it is written, because a written secret may be escaped.
  func redacted(by redact: Redaction) -> JSON {
    switch self {
    case .string(let text): .string(redact(text))
    case .array(let elements): .array(elements.map { $0.redacted(by: redact) })
    case .object(let object):
      .object(JSONObject(object.members.map { (redact($0.key), $0.value.redacted(by: redact)) }))
    case .null, .bool, .number: self
    }
  }
}
