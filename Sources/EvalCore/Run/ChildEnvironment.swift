/// The variables that a program gets which this one starts: what it needs to find its way, and none of this process's keys.
package enum ChildEnvironment {
  private static let names: Set = [
    "HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "SHELL", "TERM", "TMPDIR", "TZ", "USER",
  ]

  /// - Parameter environment: of this process.
  package static func ordinary(in environment: [String: String]) -> [String: String] {
    environment.filter { names.contains($0.key) }
  }
}
