/// Why a recording cannot be read or written, and what mends it.
package struct RecordingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String
  package let fix: String?

  init(_ message: String, fix: String? = nil) {
    self.message = message
    self.fix = fix
  }

  package var description: String { fix.map { "\(message)\n  fix: \($0)" } ?? message }
}
