import Foundation

extension Date {
  /// E.g. `2026-11-22T16:46:00.250Z`, to the nearest millisecond, which the formatter by itself would cut off.
  var timestamp: String {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    // Half a millisecond more, so that what the formatter cuts off is never a whole one.
    return Date(timeIntervalSince1970: (milliseconds + 0.5) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// E.g. `2026-11-22 16:46 UTC`.
  var minute: String { String(timestamp.prefix(16)).replacing("T", with: " ") + " UTC" }
}
