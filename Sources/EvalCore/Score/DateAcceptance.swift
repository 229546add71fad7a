import Foundation

extension DateRule {
  /// Half a millisecond: finer differences come from binary fractions, not from the author.
  private static let clockError = 0.0005
  private static let daySeconds = 86_400.0

  /// Whether a written date meets the rule; a day matches any instant of that day in the instant's own offset, and is met
  /// as its first instant is. The end of a day belongs to the next one, at any distance.
  func accepts(_ text: String) -> Bool {
    guard let found = WrittenDate(text) else { return false }
    switch point {
    case .instant(let date):
      return abs(found.secondsSince1970 - date.timeIntervalSince1970) <= within + Self.clockError
    case .day(let year, let month, let day):
      let start = Double(WrittenDate.dayNumber(year: year, month: month, day: day)) * Self.daySeconds
      let local = found.secondsOfItsDay
      return start - within - slack <= local && local < start + Self.daySeconds + within - slack
    }
  }

  /// Only fractions of a second are inexact.
  private var slack: Double { within == within.rounded() ? 0 : Self.clockError }
}
