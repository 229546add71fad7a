import Foundation

extension Date {
  /// E.g. `2026-11-22T16:46:00.250Z`.
  var timestamp: String {
    formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// E.g. `2026-11-22 16:46 UTC`.
  var minute: String { String(timestamp.prefix(16)).replacing("T", with: " ") + " UTC" }
}
