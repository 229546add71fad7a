import EvalCore
import OrderedJSON
import Reports
import Testing

@Suite struct JSONReportTests {
  private let report = JSONReport(TrackerSample.evaluation)

  @Test func keepsItsGolden() throws {
    try Golden.expect(String(decoding: report.bytes, as: UTF8.self), equals: "tracker.report.json")
  }
}
