package import Foundation

/// The one way in which times are written: `2026-11-22T14:03:07.120Z`, UTC, to the nearest millisecond.
///
/// Written by hand because each trial has one: Foundation's formatters cost more than storing the trial, and bring in
/// megabytes of ICU.
package enum Timestamp {
  private static let millisecondsPerDay: Int64 = 86_400_000
  /// The first and the last millisecond that four digits of a year can name.
  private static let range: ClosedRange<Double> = -62_135_596_800_000...253_402_300_799_999

  /// Times outside the years 1 to 9999 are written as the nearest one inside.
  package static func text(_ date: Date) -> String {
    let exact = (date.timeIntervalSince1970 * 1000).rounded()
    let milliseconds = Int64(exact.isNaN ? 0 : min(max(exact, range.lowerBound), range.upperBound))
    let day = Int64((Double(milliseconds) / Double(millisecondsPerDay)).rounded(.down))
    let rest = Int(milliseconds - day * millisecondsPerDay)
    let (year, month, dayOfMonth) = civil(day)
    let date = "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))"
    let time = "\(digits(rest / 3_600_000, 2)):\(digits(rest / 60_000 % 60, 2)):\(digits(rest / 1000 % 60, 2))"
    return "\(date)T\(time).\(digits(rest % 1000, 3))Z"
  }

  /// Nil unless the text is exactly what ``text(_:)`` writes.
  package static func date(_ text: String) -> Date? {
    let bytes = Array(text.utf8)
    guard bytes.count == 24 else { return nil }
    func number(_ range: Range<Int>) -> Int64 {
      bytes[range].reduce(0) { $0 * 10 + Int64($1) - Int64(UInt8(ascii: "0")) }
    }
    let day = days(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    let time = number(11..<13) * 3_600_000 + number(14..<16) * 60_000 + number(17..<19) * 1000 + number(20..<23)
    let date = Date(timeIntervalSince1970: Double(day * millisecondsPerDay + time) / 1000)
    return Self.text(date) == text ? date : nil
  }

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Days since 1970-01-01 to a date of the Gregorian calendar, by Howard Hinnant's `civil_from_days`.
  private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), Int(month), Int(day))
  }

  /// The inverse: `days_from_civil`.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
