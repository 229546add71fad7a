import Foundation

/// When a vendor says that a limit is fresh again: `6m0s`, `2m59.56s` or `20ms` (OpenAI, Groq), a date in RFC 3339
/// (Anthropic), seconds, or seconds since 1970 (several gateways).
enum ResetTime {
  /// The time from `now`, at least zero and at most a day; nil for anything else.
  static func wait(_ text: String, now: Date) -> Duration? {
    guard text.utf8.count <= 64, let seconds = seconds(text.trimmingCharacters(in: .whitespaces), now) else {
      return nil
    }
    return seconds.isFinite ? .seconds(min(max(0, seconds), 86_400)) : nil
  }

  private static func seconds(_ text: String, _ now: Date) -> TimeInterval? {
    if let number = TimeInterval(text) {
      // Nobody means a wait of thirty years.
      return number > 1e9 ? (number > 1e12 ? number / 1000 : number) - now.timeIntervalSince1970 : number
    }
    return spelt(text) ?? date(text)?.timeIntervalSince(now)
  }

  /// The sum of numbers that each have a unit.
  private static func spelt(_ text: String) -> TimeInterval? {
    let parts = text.matches(of: #/([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|us|µs|ns|d|h|m|s)/#)
    guard !parts.isEmpty, parts.map(\.output.0.utf8.count).reduce(0, +) == text.utf8.count else { return nil }
    return parts.reduce(0) { $0 + (TimeInterval($1.output.1) ?? 0) * (units[String($1.output.2)] ?? 0) }
  }

  private static let units: [String: TimeInterval] = [
    "d": 86_400, "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
  ]

  private static func date(_ text: String) -> Date? {
    (try? Date(text, strategy: .iso8601))
      ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
  }
}
