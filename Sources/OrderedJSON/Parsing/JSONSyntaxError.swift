/// Why a text is no JSON, and where.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  package let position: JSONPosition
  /// What was expected and what was found.
  package let message: String

  package var description: String { "\(position): \(message)" }
}

/// How much a text may ask of the parser.
package struct JSONLimits: Sendable {
  /// The most arrays and objects inside each other.
  package var depth: Int
  /// The most bytes in the text.
  package var bytes: Int

  package init(depth: Int = 512, bytes: Int = 256_000_000) {
    self.depth = depth
    self.bytes = bytes
  }

  package static let `default` = JSONLimits()
}
