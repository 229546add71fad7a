import Foundation
import Testing

@testable import EvalCore

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_795_356_187.12, "2026-11-22T14:03:07.120Z"),
    (-0.001, "1969-12-31T23:59:59.999Z"),
    (951_782_400, "2000-02-29T00:00:00.000Z"), (4_107_542_399.9996, "2100-03-01T00:00:00.000Z"),
    (-62_135_596_800, "0001-01-01T00:00:00.000Z"), (253_402_300_799.999, "9999-12-31T23:59:59.999Z"),
  ])
  func writesAndReadsATimeToTheMillisecond(seconds: Double, text: String) throws {
    #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    let read = try #require(Timestamp.date(text))
    #expect(abs(read.timeIntervalSince1970 - seconds) < 0.00051)
    #expect(Timestamp.text(read) == text)
  }

  @Test func agreesWithFoundationForFourHundredYears() {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for day in stride(from: -73_000.0, to: 73_000, by: 97) {
      let date = Date(timeIntervalSince1970: day * 86_400 + 43_210.5)
      #expect(Timestamp.text(date) == date.formatted(style))
    }
  }

  @Test(arguments: [-Double.infinity, .infinity, .nan, 1e300, -1e300])
  func survivesTimesThatNoCalendarHas(seconds: Double) {
    #expect(Timestamp.date(Timestamp.text(Date(timeIntervalSince1970: seconds))) != nil)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T14:03:07Z", "2026-11-22T14:03:07.120+", "2026-13-22T14:03:07.120Z",
    "2026-02-30T14:03:07.120Z", "2026-11-22T24:03:07.120Z", "2026-11-22 14:03:07.120Z", "ÿÿÿÿÿÿÿÿÿÿÿÿ",
  ])
  func readsNothingElse(text: String) {
    #expect(Timestamp.date(text) == nil)
  }
}
