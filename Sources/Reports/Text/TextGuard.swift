import OrderedJSON

/// Makes texts of models, servers and authors fit to be shown in a page: redacted, bounded, nothing in them hidden.
struct TextGuard {
  private let redact: Redaction

  init(redact: @escaping Redaction) { self.redact = redact }

  /// At most `limit` code points; redacted before it is cut, because half a secret is not recognised.
  func text(_ text: String, limit: Int) -> String {
    redact(text).bounded(to: limit).visible(keepsLines: true)
  }

  /// What names a case's row; redacted first, because a secret in it would no longer be recognised.
  func anchor(of caseID: String) -> String { redact(caseID).anchor }

  /// JSON text on one line.
  func line(_ value: JSON, limit: Int) -> String {
    text(value.redacted(by: redact).compact, limit: limit)
  }

  /// JSON text on several lines, but a string alone without its quotes.
  func lines(_ value: JSON, limit: Int) -> String {
    text(value.stringValue ?? value.redacted(by: redact).pretty(), limit: limit)
  }
}

extension String {
  /// At most `limit` code points; what is left out is counted at the end.
  func bounded(to limit: Int) -> String {
    if utf8.count <= limit { return self }
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return self }
    return "\(self[..<end])… [\(scalars.distance(from: end, to: scalars.endIndex).grouped) more characters]"
  }
}
