import EvalCore
import Foundation
import OrderedJSON
import Testing

struct DateMatcherTests {
  static let noon = DateMatcher(
    point: .instant(Date(timeIntervalSince1970: 1_751_284_800)), within: 0, text: "2025-06-30T12:00:00Z")

  static func day(_ year: Int, _ month: Int, _ day: Int, within: TimeInterval = 0) -> DateMatcher {
    DateMatcher(point: .day(year: year, month: month, day: day), within: within, text: "\(year)-\(month)-\(day)")
  }

  @Test func anInstantIsTheSameInEveryOffset() {
    let rule = Matcher.date(Self.noon)
    #expect(rule.accepts("2025-06-30T12:00:00Z"))
    #expect(rule.accepts("2025-06-30T14:00:00+02:00"))
    #expect(rule.accepts("2025-06-30T12:00:00"))
    #expect(!rule.accepts("2025-06-30T12:00:01Z"))
    #expect(!rule.accepts("2025-06-30T12:00:00+02:00"))
    #expect(!rule.accepts("2025-06-30"))
  }

  @Test func aDayMatchesItsInstantsInTheirOwnOffset() {
    let rule = Matcher.date(Self.day(2025, 6, 30))
    #expect(rule.accepts("2025-06-30T00:00:00+14:00"))
    #expect(rule.accepts("2025-06-30T23:59:59-11:00"))
    #expect(!rule.accepts("2025-07-01T00:00:00+02:00"))
    #expect(!rule.accepts("2025-06-29T23:59:59.999Z"))
  }

  /// Distance in seconds from 2025-06-30, a day, and whether it is met.
  @Test(
    arguments: [
      (0, "2025-06-29", false), (0, "2025-07-01", false), (86_400, "2025-06-28", false), (86_400, "2025-06-29", true),
      (86_400, "2025-07-01", true), (86_400, "2025-07-02", false), (172_800, "2025-07-02", true),
      (172_800, "2025-07-03", false), (43_200, "2025-06-29", false), (43_200, "2025-07-01", true),
      (1, "2025-07-01", true),
    ] as [(Double, String, Bool)])
  func aDayIsMetAsItsFirstInstantIs(_ within: Double, _ day: String, _ isMet: Bool) {
    let rule = Matcher.date(Self.day(2025, 6, 30, within: within))
    for instant in ["", "T00:00", "T00:00:00Z", "T00:00:00.000+14:00", "T00:00-0930"] {
      #expect(rule.accepts(.string(day + instant)) == isMet, "\(day)\(instant)")
    }
  }

  /// The end of the last day belongs to the next one, at any distance; the start of the first day is in.
  @Test(
    arguments: [
      (2024, 2, 29, 86_400, "2024-02-28T00:00:00Z", true), (2024, 2, 29, 86_400, "2024-02-27T23:59:59Z", false),
      (2024, 2, 29, 86_400, "2024-03-01T23:59:59.999Z", true), (2024, 2, 29, 86_400, "2024-03-02T00:00:00Z", false),
      (2023, 2, 28, 86_400, "2023-03-01", true), (2023, 2, 28, 86_400, "2023-03-02", false),
      (2025, 1, 1, 3_600, "2024-12-31T23:00:00Z", true), (2025, 1, 1, 3_600, "2024-12-31T22:59:59Z", false),
      (2025, 1, 1, 3_600, "2025-01-02T00:59:59+05:30", true), (2025, 1, 1, 3_600, "2025-01-02T01:00:00+05:30", false),
      (2016, 12, 31, 0, "2016-12-31T23:59:60Z", true), (2016, 12, 31, 0, "2017-01-01T00:00:00Z", false),
      (2025, 6, 30, 0.1, "2025-07-01T00:00:00.05Z", true), (2025, 6, 30, 0.1, "2025-07-01T00:00:00.1Z", false),
      (2025, 6, 30, 0.1, "2025-06-29T23:59:59.9Z", true),
    ] as [(Int, Int, Int, Double, String, Bool)])
  func theEndOfADayIsOutside(
    _ year: Int, _ month: Int, _ day: Int, _ within: Double, _ text: String, _ isMet: Bool
  ) {
    let rule = Matcher.date(Self.day(year, month, day, within: within))
    #expect(rule.accepts(.string(text)) == isMet)
  }

  @Test func withinWidensBothSides() {
    let day = Matcher.date(Self.day(2024, 2, 29, within: 86_400))
    #expect(day.accepts("2024-02-28"))
    #expect(day.accepts("2024-03-01"))
    #expect(!day.accepts("2024-03-02"))
    #expect(day.accepts("2024-03-01T12:00:00Z"))
    #expect(!day.accepts("2024-03-02T00:00:01Z"))
    let noon = Matcher.date(DateMatcher(point: Self.noon.point, within: 60, text: "noon"))
    #expect(noon.accepts("2025-06-30T12:01:00Z"))
    #expect(!noon.accepts("2025-06-30T12:01:01Z"))
  }
}
