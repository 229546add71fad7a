import Foundation

/// The wait that an endpoint asks for in its `Retry-After` header: seconds, or a date (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// Seconds from `now`, at least 0; nil where the header is absent or neither.
  static func seconds(_ value: String?, now: Date = Date()) -> TimeInterval? {
    guard let value else { return nil }
    if let seconds = TimeInterval(value) { return seconds.isFinite ? max(0, seconds) : nil }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return format.date(from: value).map { max(0, $0.timeIntervalSince(now)) }
  }
}
