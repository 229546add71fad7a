/// Why a text is no JSON, and where.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  package let position: JSONPosition
  /// What was expected and what was found.
  package let message: String

  package var description: String { "\(position): \(message)" }
}

/// How much a text may ask of the parser, and how strict it is.
package struct JSONLimits: Sendable {
  /// The most arrays and objects inside each other.
  package var depth: Int
  /// The most bytes in the text.
  package var bytes: Int
  /// RFC 8259 leaves open what a repeated key means. Here it is an error, unless this says that its last value counts.
  package var allowsRepeatedKeys: Bool
  /// Members whose value stays a string of its own text where a key repeats in it, or where it is nested too deep: nobody takes
  /// one of two values for the only one, and the rest can be read.
  package var textWhereUnreadable: [String]
  /// Whether a byte order mark is passed over, and half a surrogate pair and bytes that are not UTF-8 become U+FFFD, as RFC
  /// 8259 (8.1, 8.2) leaves it to a reader.
  package var mendsText: Bool

  package init(
    depth: Int = 512, bytes: Int = 256_000_000, allowsRepeatedKeys: Bool = false,
    textWhereUnreadable: [String] = [], mendsText: Bool = false
  ) {
    self.depth = depth
    self.bytes = bytes
    self.allowsRepeatedKeys = allowsRepeatedKeys
    self.textWhereUnreadable = textWhereUnreadable
    self.mendsText = mendsText
  }

  package static let `default` = JSONLimits()
}
