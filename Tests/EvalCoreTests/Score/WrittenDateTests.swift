import EvalCore
import Foundation
import OrderedJSON
import Testing

struct WrittenDateTests {
  @Test(
    arguments: [
      ("1970-01-01", 0), ("1970-01-01T00:00:01Z", 1), ("2000-02-29T12:00:00+02:00", 951_818_400),
      ("2024-02-29", 1_709_164_800),
      ("2025-06-30t10:00:00z", 1_751_277_600), ("2025-06-30 10:00", 1_751_277_600),
      ("2025-06-30T10:00:00.25-0330", 1_751_290_200.25),
      ("2016-12-31T23:59:60Z", 1_483_228_800), ("0000-01-01", -62_167_219_200), ("9999-12-31", 253_402_214_400),
      ("1900-03-01", -2_203_891_200),
    ] as [(String, Double)])
  func readsDates(_ text: String, _ seconds: Double) {
    #expect(WrittenDate(text)?.secondsSince1970 == seconds)
  }

  @Test(arguments: [
    "", "2025", "2025-6-30", "2025-13-01", "2025-00-10", "2025-02-29", "1900-02-29", "2025-06-31", "2025-06-30T",
    "2025-06-30T24:00:00Z",
    "2025-06-30T10:60Z", "2025-06-30T10:00:61Z", "2025-06-30T10:00:00.Z", "2025-06-30T10:00:00+2",
    "2025-06-30T10:00:00+02:", "2025-06-30Z",
    "2025-06-30T10:00:00 Z", "２０２５-06-30", "2025-06-30T10:00:00.1234567890123456789012345678901234567890123456789Z",
    "June 30, 2025",
  ])
  func refusesWhatIsNoDate(_ text: String) {
    #expect(WrittenDate(text) == nil)
  }

  static let noon = DateRule(
    point: .instant(Date(timeIntervalSince1970: 1_751_284_800)), within: 0, text: "2025-06-30T12:00:00Z")

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
    let rule = Matcher.date(MatcherAcceptanceTests.day(2025, 6, 30))
    #expect(rule.accepts("2025-06-30T00:00:00+14:00"))
    #expect(rule.accepts("2025-06-30T23:59:59-11:00"))
    #expect(!rule.accepts("2025-07-01T00:00:00+02:00"))
    #expect(!rule.accepts("2025-06-29T23:59:59.999Z"))
  }

  @Test func withinWidensBothSides() {
    let day = Matcher.date(MatcherAcceptanceTests.day(2024, 2, 29, within: 86_400))
    #expect(day.accepts("2024-02-28"))
    #expect(day.accepts("2024-03-01"))
    #expect(!day.accepts("2024-03-02"))
    #expect(day.accepts("2024-03-01T12:00:00Z"))
    #expect(!day.accepts("2024-03-02T00:00:01Z"))
    let noon = Matcher.date(DateRule(point: Self.noon.point, within: 60, text: "noon"))
    #expect(noon.accepts("2025-06-30T12:01:00Z"))
    #expect(!noon.accepts("2025-06-30T12:01:01Z"))
  }
}
