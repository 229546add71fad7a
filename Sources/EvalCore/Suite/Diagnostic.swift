/// A complaint that the author of a file can mend: made by the readers of files, printed by the command line.
package struct Diagnostic: Sendable, Hashable, Error {
  package enum Severity: String, Sendable {
    case error, warning
  }

  package let severity: Severity
  package let position: FilePosition
  /// What was expected and what was found: lower case, no full stop, the author's words in single quotes.
  package let message: String
  /// What to write instead.
  package let fix: String?

  package init(_ severity: Severity, at position: FilePosition, _ message: String, fix: String? = nil) {
    self.severity = severity
    self.position = position
    self.message = message
    self.fix = fix
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `path:line:col: error: message`, and the fix on a line of its own.
  package var description: String {
    "\(position): \(severity.rawValue): \(message)" + (fix.map { "\n  fix: \($0)" } ?? "")
  }
}

/// Every complaint about one set of files at once: thrown by the readers of files.
package struct Diagnostics: Error, Sendable {
  package let all: [Diagnostic]

  package init(_ all: [Diagnostic]) { self.all = all }

  package var errors: [Diagnostic] { all.filter { $0.severity == .error } }
}
