/// A date as a call or a suite writes it: RFC 3339 (`2025-06-30T10:00:00.5+02:00`), without seconds or offset too, or
/// a plain `2025-06-30`.
package struct WrittenDate: Sendable, Hashable {
  package let year: Int
  package let month: Int
  package let day: Int
  /// Seconds since midnight of its own clock; nil for a plain day.
  package let secondOfDay: Double?
  /// East of UTC, in seconds; 0 where none is written.
  package let offset: Int

  private static let daySeconds = 86_400.0

  /// Nil where `text` is no date that the calendar has.
  package init?(_ text: String) {
    var scan = DigitScan(text)
    guard text.utf8.count <= 64, let year = scan.number(4), scan.skip("-"), let month = scan.number(2), scan.skip("-"),
      let day = scan.number(2), 1...12 ~= month, 1...Self.days(in: month, of: year) ~= day
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    if scan.isAtEnd {
      (secondOfDay, offset) = (nil, 0)
      return
    }
    guard scan.skip("T") || scan.skip("t") || scan.skip(" "), let time = scan.time(), let offset = scan.offset(),
      scan.isAtEnd
    else { return nil }
    (secondOfDay, self.offset) = (time, offset)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Seconds since 1970-01-01T00:00:00 of its own clock; midnight for a plain day.
  var localSeconds: Double {
    Double(Self.dayNumber(year: year, month: month, day: day)) * Self.daySeconds + (secondOfDay ?? 0)
  }

  /// ``localSeconds``, but within the written day where that has a leap second.
  var secondsOfItsDay: Double {
    let midnight = Double(Self.dayNumber(year: year, month: month, day: day)) * Self.daySeconds
    return midnight + min(secondOfDay ?? 0, Self.daySeconds - 0.001)
  }

  /// Seconds since 1970-01-01T00:00:00Z; midnight for a plain day.
  package var secondsSince1970: Double { localSeconds - Double(offset) }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, `days_from_civil`).
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// Reads the fields of a date from left to right.
private struct DigitScan {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    let field = rest.prefix(digits)
    guard field.count == digits, field.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    rest = rest.dropFirst(digits)
    return field.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f`, in seconds; second 60 is the leap second.
  mutating func time() -> Double? {
    guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else { return nil }
    let seconds = Double(hour * 3600 + minute * 60)
    guard skip(":") else { return seconds }
    guard let second = number(2), second <= 60 else { return nil }
    guard skip(".") || skip(",") else { return seconds + Double(second) }
    guard let fraction = fraction() else { return nil }
    return seconds + Double(second) + fraction
  }

  private mutating func fraction() -> Double? {
    let digits = rest.prefix { 0x30...0x39 ~= $0 }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : Double("0." + String(Substring(digits)))
  }

  /// `Z`, `+hh:mm`, `+hhmm`, `+hh` or nothing, in seconds; nil where it is something else.
  mutating func offset() -> Int? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let sign = skip("-") ? -1 : skip("+") ? 1 : 0
    guard sign != 0, let hours = number(2), hours < 24 else { return nil }
    let colon = skip(":")
    if isAtEnd { return colon ? nil : sign * hours * 3600 }
    guard let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
