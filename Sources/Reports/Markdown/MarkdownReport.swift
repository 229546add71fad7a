package import EvalCore
import OrderedJSON

/// `report.md`: what a reviewer wants to know first, for the summary of a CI step or a comment on a pull request.
///
/// The verdict stands first, then rates, comparisons and the gate; what moved and what fails is folded. It ends within its
/// limit, at whole rows, and says how many were left out.
package struct MarkdownReport: FileReport {
  /// Bytes: GitHub takes at most 1 MiB of a step's summary.
  package static let summaryLimit = 900_000
  /// Bytes: GitHub takes at most 65,536 characters of a comment.
  static let commentLimit = 65_000

  private let evaluation: Evaluation
  private let redact: Redaction
  private let limit: Int

  /// - Parameter limit: bytes; fewer than 2,000 count as 2,000.
  package init(
    _ evaluation: Evaluation, redact: @escaping Redaction = { $0 }, limit: Int = MarkdownReport.summaryLimit
  ) {
    self.evaluation = evaluation
    self.redact = redact
    self.limit = limit
  }

  init(evaluation: Evaluation, redact: @escaping Redaction) {
    self.init(evaluation, redact: redact, limit: Self.summaryLimit)
  }

  fileprivate static let mark = "<!-- toolsight:"

  /// A comment of a pull request with this at its start is the one to write over, instead of adding another.
  package static func marker(of suite: String) -> String {
    let known = suite.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) || $0 == "-"
    }
    // Two hyphens would end a comment of HTML.
    return "\(mark)\(String(String.UnicodeScalarView(known)).replacing(/-+/, with: "-")) -->"
  }

  package var bytes: [UInt8] {
    let texts = TextGuard(redact: redact)
    var page = MarkdownWriter(texts, limit: limit)
    head(&page)
    MarkdownScores(evaluation).write(to: &page)
    MarkdownComparisons(evaluation).write(to: &page)
    MarkdownGate(evaluation.gate).write(to: &page)
    MarkdownLayers(evaluation).write(to: &page)
    MarkdownChanges(evaluation).write(to: &page)
    MarkdownFailures(evaluation, texts).write(to: &page)
    page.finish()
    return page.bytes
  }

  /// Hands the report to `sink`, which is as short as its limit says.
  func write(to sink: ([UInt8]) throws -> Void) rethrows { try sink(bytes) }

  private func head(_ page: inout MarkdownWriter) {
    let record = evaluation.run.record
    let conclusion = Conclusion(evaluation)
    page.block(
      """
      \(Markdown(markup: Self.marker(of: record.suiteName)))
      ## \(own: conclusion.mark) \(own: conclusion.word.capitalizedFirst): \(record.suiteName)

      \(MarkdownVerdict(evaluation, conclusion).sentence)
      """)
    if let missing = MissingTrials(evaluation).sentence { page.block("\(own: missing)") }
    let commit = record.git.map { git in
      "; commit \(String(git.commit.prefix(12)))\(own: git.dirty ? " with changes" : "")" as Markdown
    }
    page.block(
      """
      Run \(record.id)\(commit); \(own: AskedWords(evaluation).words), \
      judged by \(own: AskedWords(evaluation).strictness).
      """)
  }
}

extension ReportFormat {
  package static let markdown = ReportFormat(
    name: "markdown", fileName: "report.md", summary: "for a step's summary, under 900 KB", mark: MarkdownReport.mark,
    make: MarkdownReport.init(evaluation:redact:))

  /// The Markdown again, as short as a comment of a pull request has to be.
  package static let comment = ReportFormat(
    name: "comment", fileName: "report.comment.md", summary: "for a pull request, under 65,000 bytes",
    mark: MarkdownReport.mark
  ) { MarkdownReport($0, redact: $1, limit: MarkdownReport.commentLimit) }
}
