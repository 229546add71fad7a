import EvalCore

/// `report.html`: one file that needs no network and shows what a run found; it computes nothing.
///
/// Pages stay small enough for a browser: what is cut is said there, and `report.json` has it all.
struct HTMLReport: FileReport {
  let evaluation: Evaluation
  let redact: Redaction

  /// Hands the page to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    let cases = CaseSelection(evaluation)
    let style = PageStyle.css + PageStyle.columns(evaluation.scores.arms.count)
    var writer = HTMLWriter(redact: redact)
    writer.write(PageHead(evaluation, style: style, script: PageScript.source).html)
    writer.write(HeaderSection(evaluation).html)
    writer.write(SummarySection(evaluation).html)
    writer.write(ComparisonSection(evaluation).html)
    writer.write(GateSection(evaluation).html)
    writer.write(ToolSection(evaluation).html)
    writer.write(ConfusionSection(evaluation).html)
    writer.write(LayerSection(evaluation).html)
    let section = CaseSection(evaluation, cases)
    writer.write(section.opening)
    for row in section.rows {
      writer.write(row)
      try writer.pass(to: sink)
    }
    writer.write(section.closing)
    writer.write("<script type=\"application/json\" id=\"case-records\">")
    try CaseIsland(evaluation, cases, writer.texts).write { json in
      writer.writeIsland(json)
      try writer.pass(to: sink)
    }
    writer.write("</script>\n<script>\(HTML(markup: PageScript.source))</script>\n</body>\n</html>\n")
    try writer.finish(into: sink)
  }
}

extension ReportFormat {
  package static let html = ReportFormat(
    name: "html", fileName: "report.html", summary: "a page for a browser",
    mark: "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
    make: HTMLReport.init(evaluation:redact:))
}
