import EvalCore
import Foundation
import Testing

@testable import Reports

/// A control that is nearly always wrong is said before everything else, in every report.
@Suite struct DoubtTests {
  private static let sentence = "The control is nearly always wrong: 'today' is right in 0.0% of its cases"

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether `later` stands in the text, and only after the doubt.
  private static func isSaid(in text: String, before later: String) -> Bool {
    guard let doubt = text.range(of: "nearly always wrong"), let place = text.range(of: later) else { return false }
    return doubt.lowerBound < place.lowerBound
  }

  @Test func theConclusionNamesIt() {
    let evaluation = DoubtfulSample.evaluation
    #expect(Conclusion(evaluation).doubt?.hasPrefix("\(Self.sentence) under \(TrackerSample.hosted.name). ") == true)
    #expect(Conclusion(TrackerSample.evaluation).doubt == nil)
  }

  @Test func theTerminalBeginsWithIt() {
    let report = TerminalReport(DoubtfulSample.evaluation, width: 400)
    #expect(report.text.hasPrefix("! \(Self.sentence)") && report.verdict.hasPrefix("! \(Self.sentence)"))
    #expect(!TerminalReport(TrackerSample.evaluation).text.contains("nearly always wrong"))
  }

  @Test func pagesSayItBeforeTheReason() {
    let evaluation = DoubtfulSample.evaluation
    let reason = "No rule of the suite"
    #expect(Self.isSaid(in: Self.text(MarkdownReport(evaluation).bytes), before: reason))
    #expect(Self.isSaid(in: Self.text(HTMLReport(evaluation).bytes), before: reason))
  }

  @Test func programsFindIt() {
    let json = Self.text(JSONReport(DoubtfulSample.evaluation).bytes)
    #expect(json.contains("\"seldomRight\"") && json.contains("\"accuracy\":0"))
    #expect(!Self.text(JSONReport(TrackerSample.evaluation).bytes).contains("\"seldomRight\""))
    #expect(Self.text(JUnitReport(DoubtfulSample.evaluation).bytes).contains("the control is right"))
  }
}
