package import Foundation
package import LinearRegex
package import OrderedJSON

/// A rule for one value of a call's arguments (`docs/matchers.md`): made by the suite reader, applied by the judge.
package indirect enum Matcher: Sendable {
  /// `~any`: absence included.
  case any
  /// `~present`: null included.
  case present
  case absent
  /// Absent, null, `""`, `[]` or `{}`.
  case nothing
  /// A value written literally: numbers as exact decimals, strings by canonical equivalence, nothing converted.
  case equals(JSON)
  /// Trimmed, case folded, NFC, white space folded.
  case text(String)
  /// A part of the text, compared as ``text(_:)``.
  case contains(String)
  case matches(LinearRegex)
  case number(NumberRule)
  case date(DateRule)
  /// An array whose elements meet these in any order, one each.
  case items([Matcher])
  /// An object that meets these; other members are free.
  case subset([NamedMatcher])
  case type(TypeName)
  case anyOf([Matcher])
  case not(Matcher)
  /// Several matchers in one map: all must hold.
  case all([Matcher])
  /// A plain list that holds matchers at some depth: position by position, closed.
  case array([Matcher])
  /// A plain map that holds matchers at some depth: closed.
  case object([NamedMatcher])

  package enum TypeName: String, Sendable, CaseIterable {
    case string, number, integer, boolean, array, object, null
  }
}

extension Matcher {
  /// Only what speaks of absence accepts it: `~not` and the others do not.
  var acceptsAbsence: Bool {
    switch self {
    case .any, .absent, .nothing: true
    case .anyOf(let matchers): matchers.contains(where: \.acceptsAbsence)
    case .all(let matchers): !matchers.isEmpty && matchers.allSatisfy(\.acceptsAbsence)
    default: false
    }
  }
}

/// A matcher for the member of an object that is called ``name``.
package struct NamedMatcher: Sendable {
  package var name: String
  package var matcher: Matcher

  package init(_ name: String, _ matcher: Matcher) {
    self.name = name
    self.matcher = matcher
  }
}

/// `~number`: within a tolerance of a value, or between bounds (inclusive).
package enum NumberRule: Sendable, Hashable {
  case near(JSONNumber, absolute: JSONNumber)
  /// `|found − value| ≤ relative · |value|`.
  case nearRelative(JSONNumber, relative: JSONNumber)
  case between(min: JSONNumber?, max: JSONNumber?)
}

/// `~date`: a day or an instant, with an optional tolerance.
package struct DateRule: Sendable, Hashable {
  package enum Point: Sendable, Hashable {
    /// Matches any instant of that day in the instant's own offset.
    case day(year: Int, month: Int, day: Int)
    case instant(Date)
  }

  package let point: Point
  /// Seconds on either side; 0 for none.
  package let within: TimeInterval
  /// The author's spelling, for messages.
  package let text: String

  package init(point: Point, within: TimeInterval, text: String) {
    self.point = point
    self.within = within
    self.text = text
  }
}
