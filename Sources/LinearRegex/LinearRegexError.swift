/// Why a pattern cannot be used, and where.
package struct LinearRegexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the pattern, in Unicode scalars from 0.
  package let offset: Int
  /// What was expected and what was found.
  package let message: String

  package var description: String { "at character \(offset + 1) of the pattern: \(message)" }
}
