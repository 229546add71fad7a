import EvalCore
import Testing

@testable import Reports

/// The table of report formats.
@Suite struct ReportFormatTests {
  @Test func namesAndFilesAreOwn() {
    let formats = ReportFormat.all
    #expect(Set(formats.map(\.name)).count == formats.count)
    #expect(Set(formats.map(\.fileName)).count == formats.count)
    #expect(formats.allSatisfy { ReportFormat(named: $0.name)?.fileName == $0.fileName })
    #expect(ReportFormat(named: "pdf") == nil)
  }

  /// A report that is to be replaced is known by its beginning, however long it is.
  @Test(arguments: ReportFormat.all)
  func aReportBeginsWithItsMark(format: ReportFormat) {
    let head = String(decoding: format.bytes(TrackerSample.evaluation).prefix(8192), as: UTF8.self)
    #expect(head.contains(format.mark))
  }

  @Test func aCommentIsTheMarkdownInShort() {
    #expect(
      ReportFormat.comment.bytes(TrackerSample.evaluation) == ReportFormat.markdown.bytes(TrackerSample.evaluation))
  }
}
