package import OrderedJSON

/// What stands for what in one conversation: the same value is always the same placeholder, and only what was given out is
/// ever turned back.
///
/// One for each conversation: numbers begin again in the next, so that nothing of another one can be named.
package struct Placeholders: Sendable {
  private struct Value: Hashable {
    let label: String
    /// See ``ValueIdentity``.
    let form: String
  }

  private var placeholders: [Value: String] = [:]
  private var spellings: [String: String] = [:]
  private var given: [String: Int] = [:]
  /// How often a value was replaced, by label.
  package private(set) var counts: [String: Int] = [:]

  package init() {}

  package var isEmpty: Bool { spellings.isEmpty }

  /// The placeholder of `value`, and one more replacement.
  mutating func replace(_ value: String, _ label: String, _ identity: ValueIdentity) -> String {
    counts[label, default: 0] += 1
    let key = Value(label: label, form: identity.form(of: value))
    if let known = placeholders[key] { return known }
    given[label, default: 0] += 1
    let placeholder = "<\(label)_\(given[label] ?? 0)>"
    placeholders[key] = placeholder
    spellings[placeholder] = value
    return placeholder
  }

  /// The text with every placeholder that was given out turned into the value that it stands for, as that was first spelt.
  ///
  /// One pass: what a value itself holds stays as it is.
  package func restore(_ text: String) -> String {
    guard !isEmpty, text.utf8.contains(0x3C) else { return text }
    var restored = ""
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: 0x3C) {
      restored += rest[..<open]
      rest = rest[open...]
      let end = rest.utf8.prefix(Self.longest).firstIndex(of: 0x3E).map { rest.utf8.index(after: $0) }
      if let end, let value = spellings[String(rest[..<end])] {
        restored += value
        rest = rest[end...]
      } else {
        restored += "<"
        rest = rest.dropFirstByte()
      }
    }
    return restored + rest
  }

  /// The same in every string and key, such as the arguments of a call.
  package func restore(_ value: JSON) -> JSON { isEmpty ? value : value.mapText(restore) }

  /// A placeholder has no more bytes.
  private static let longest = QuotedPlaceholder.longestLabel + 24
}

extension Substring {
  fileprivate func dropFirstByte() -> Substring { self[utf8.index(after: startIndex)...] }
}
