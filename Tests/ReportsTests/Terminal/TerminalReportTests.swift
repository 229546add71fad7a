import EvalCore
import Reports
import Testing

@Suite struct TerminalReportTests {
  @Test(arguments: [60, 80, 160])
  func keepsItsGolden(width: Int) throws {
    try Golden.expect(
      TerminalReport(TrackerSample.evaluation, width: width).text, equals: "tracker.\(width).txt")
  }
}
