import Foundation
import Testing

@testable import Reports

@Suite struct FiguresTests {
  @Test(arguments: [
    (0.91, "91.0%"), (1, "100.0%"), (0, "0.0%"), (0.99999, ">99.9%"), (0.0001, "<0.1%"), (0.0005, "0.1%"),
    (0.9995, ">99.9%"), (0.9994, "99.9%"), (.nan, "nan%"),
  ])
  func percentagesNeverRoundToAllOrNothing(value: Double, text: String) {
    #expect(value.percent == text)
  }

  @Test(arguments: [(0.03, "+3.0"), (-0.0384, "−3.8"), (0, "0.0"), (-0.0001, "0.0"), (0.0001, "0.0"), (1, "+100.0")])
  func pointsCarryTheirSign(value: Double, text: String) {
    #expect(value.signedPoints == text)
  }

  @Test(arguments: [(0.0184, "0.018"), (0.0004, "<0.001"), (0, "0.000"), (1, "1.000")])
  func smallProbabilitiesAreBounds(value: Double, text: String) {
    #expect(value.probability == text)
  }

  @Test(arguments: [(11, "11"), (0.4, "0.4"), (1.15, "1.2"), (1234.5, "1,234.5")])
  func amountsDropAFractionOfZero(value: Double, text: String) {
    #expect(value.amount == text)
  }

  @Test(arguments: [
    (2.04, 2, "2.04"), (1.99996, 2, "1.99996"), (2.5, 2, "2.5"), (2, 2, "2"), (12_345, 12_000, "12,345"),
  ])
  func amountsAreNotRoundedToTheThreshold(value: Double, threshold: Double, text: String) {
    #expect(value.amount(apartFrom: threshold) == text)
  }

  @Test func hugeAndUndefinedNumbersDoNotTrap() {
    for value in [Double.infinity, -.infinity, .nan, 1e300, -1e300, .leastNonzeroMagnitude] {
      #expect(!value.percent.isEmpty && !value.points.isEmpty && !value.amount.isEmpty && !value.duration.isEmpty)
    }
  }

  @Test func instantsAreWrittenInUTC() {
    let instant = Date(timeIntervalSince1970: 1_790_000_000.25)
    #expect(instant.timestamp == "2026-09-21T14:13:20.250Z")
    for milliseconds in 0..<1000 {
      let text = Date(timeIntervalSince1970: 1_790_000_000 + Double(milliseconds) / 1000).timestamp
      #expect(text.dropFirst(20).dropLast() == String(milliseconds + 1000).dropFirst())
    }
    #expect(instant.minute == "2026-09-21 14:13 UTC")
  }
}
