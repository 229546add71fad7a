import LinearRegex

/// A kind that a suite names itself, with the pattern of its values.
package struct CustomPattern: Sendable, Hashable {
  package let name: String
  private let regex: LinearRegex

  package var pattern: String { regex.pattern }
  /// What its placeholders are called.
  package var label: String { name.uppercased() }

  /// - Parameter name: lower-case letters, digits and `_`, beginning with a letter; none of the kinds' words.
  package init(name: String, pattern: String) throws(RedactionError) {
    guard Self.isName(name) else {
      throw .name(name, reason: "expected lower-case letters, digits and '_', beginning with a letter")
    }
    guard RedactionKind(rawValue: name) == nil, name != QuotedPlaceholder.name else {
      throw .name(name, reason: "expected a name of its own, found that of a kind that is built in")
    }
    self.name = name
    do { regex = try LinearRegex(pattern) } catch {
      throw .pattern(name: name, pattern: pattern, reason: "\(error)")
    }
  }

  /// In UTF-8 bytes.
  func ranges(in text: String) -> [Range<Int>] { regex.coveredRanges(in: text) }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= QuotedPlaceholder.longestLabel else { return false }
    return ByteSet.lowercase.contains(first)
      && name.utf8.allSatisfy { ByteSet.lowercase.contains($0) || ByteSet.digits.contains($0) || $0 == "_" }
  }
}
