/// Why a redactor cannot be made of what a suite says.
package enum RedactionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `name` is no lower-case word, or stands for something else already.
  case name(String, reason: String)
  /// A pattern that is malformed, or that no linear search can decide.
  case pattern(name: String, pattern: String, reason: String)

  package var description: String {
    switch self {
    case .name(let name, let reason): "custom pattern '\(name)': \(reason)"
    case .pattern(let name, let pattern, let reason): "custom pattern '\(name)', '\(pattern)': \(reason)"
    }
  }
}
