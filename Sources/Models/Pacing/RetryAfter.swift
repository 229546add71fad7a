import Foundation
import OrderedJSON

/// The wait that an endpoint asks for.
enum RetryAfter {
  /// Seconds, or a date (RFC 9110, section 10.2.3), from `now`; nil where the header is absent or neither.
  static func seconds(_ value: String?, now: Date = Date()) -> TimeInterval? {
    guard let value else { return nil }
    if let seconds = TimeInterval(value) { return seconds.isFinite ? max(0, seconds) : nil }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return format.date(from: value).map { max(0, $0.timeIntervalSince(now)) }
  }

  /// `{"error":{"details":[{"@type":"…RetryInfo","retryDelay":"13.5s"}]}}`, perhaps inside an array.
  static func seconds(inBody body: [UInt8]) -> TimeInterval? {
    guard let json = try? JSON(parsing: body) else { return nil }
    let details = (json[0] ?? json)["error"]?["details"]?.arrayValue ?? []
    let delay = details.lazy.compactMap { $0["retryDelay"]?.stringValue }.first
    guard let delay, delay.hasSuffix("s"), let seconds = TimeInterval(delay.dropLast()), seconds.isFinite else {
      return nil
    }
    return max(0, seconds)
  }
}
