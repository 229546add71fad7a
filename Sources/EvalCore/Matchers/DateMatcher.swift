package import Foundation
import OrderedJSON

/// `~date`: a day or an instant, with an optional tolerance.
package struct DateMatcher: Sendable, Hashable {
  package enum Point: Sendable, Hashable {
    /// Matches any instant of that day in the instant's own offset.
    case day(year: Int, month: Int, day: Int)
    case instant(Date)
  }

  package let point: Point
  /// Seconds on either side; 0 for none.
  private let within: TimeInterval
  /// The author's spelling, for messages.
  private let text: String

  package init(point: Point, within: TimeInterval, text: String) {
    self.point = point
    self.within = within
    self.text = text
  }

  static let declaration = MatcherDeclaration(
    "~date",
    summary: "A date in ISO spelling. A day (2025-06-30) accepts that day and any time on it, by the clock of the "
      + "time's own offset. An instant (2025-06-30T12:00:00Z) accepts the same instant in any offset; a time without "
      + "an offset is taken as UTC. {value: DATE, within: 1d} allows a distance in s, m, h, d or w.",
    examples: [
      MatcherExample(
        ["~date": "2025-06-30"], accepts: ["2025-06-30", "2025-06-30T23:59:00+02:00"], refuses: ["2025-07-01", nil]),
      MatcherExample(
        ["~date": ["value": "2025-06-30T12:00:00Z", "within": "1h"]], accepts: ["2025-06-30T14:30:00+02:00"],
        refuses: ["2025-06-30T14:30:00Z", "noon"]),
    ],
    schema: [
      "anyOf": [
        ["type": "string"],
        MatcherDeclaration.fieldsSchema(
          ["value": ["type": "string"], "within": ["type": "string", "pattern": "^[0-9.]+[smhdw]$"]],
          required: ["value"]),
      ]
    ], isUnusualName: false
  ) { DateMatcher($0).map { .date($0) } }

  private static let daySeconds = 86_400.0
  /// Half a millisecond: finer differences come from binary fractions, not from the author.
  private static let clockError = 0.0005
}

extension DateMatcher: PlainRule {
  var acceptsAbsence: Bool { false }

  func accepts(_ value: JSON) -> Bool {
    value.stringValue.flatMap { WrittenDate($0) }.map { accepts($0) } ?? false
  }

  /// A day matches any instant of that day in the instant's own offset, and is met as its first instant is. The end of a
  /// day belongs to the next one, at any distance.
  private func accepts(_ found: WrittenDate) -> Bool {
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

  func phrase(depth: Int) -> String {
    "the date \(text.excerpt(limit: 40))" + (within > 0 ? " ± \(JSON.number(.init(within)).compact) s" : "")
  }
}

// MARK: - Reading

extension DateMatcher {
  /// Reads a date, or `{value: DATE, within: 1d}`; nil after a complaint.
  fileprivate init?(_ operand: any MatcherOperand) {
    guard operand.json.objectValue != nil else {
      self.init(operand, within: 0)
      return
    }
    guard let fields = operand.fields(["value", "within"], required: ["value"]), let value = fields["value"] else {
      return nil
    }
    var within: TimeInterval = 0
    if let field = fields["within"] {
      guard let duration = Self.duration(field) else { return nil }
      within = duration
    }
    self.init(value, within: within)
  }

  private init?(_ operand: any MatcherOperand, within: TimeInterval) {
    guard let text = operand.text("a date") else { return nil }
    guard let date = WrittenDate(text) else {
      operand.complain(
        "expected a day such as 2025-06-30 or an instant such as 2025-06-30T12:00:00Z, found \(operand.found)")
      return nil
    }
    let point: Point =
      date.secondOfDay == nil
      ? .day(year: date.year, month: date.month, day: date.day)
      : .instant(Date(timeIntervalSince1970: date.secondsSince1970))
    self.init(point: point, within: within, text: text)
  }

  /// A number and one of the units s, m, h, d and w, in seconds.
  private static func duration(_ operand: any MatcherOperand) -> TimeInterval? {
    let seconds: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    if let text = operand.json.stringValue, let unit = text.last.flatMap({ seconds[$0] }),
      text.dropLast().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let count = Double(text.dropLast())
    {
      return count * unit
    }
    operand.complain(
      "expected a duration for 'within', found \(operand.found)", fix: "write e.g. 30s, 5m, 2h, 1d or 1w")
    return nil
  }
}

extension Matcher {
  package static func date(_ rule: DateMatcher) -> Matcher { Matcher(rule) }
}
