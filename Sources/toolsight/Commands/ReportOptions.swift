import ArgumentParser
import EvalCore
import Foundation
import Models
import Reports
import SuiteFiles

/// Which reports are written, and where.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "The folder for reports; those of an earlier run that stand there go. (default: \(Self.usual) beside toolsight.yaml,"
        + " else at the repository's root)", valueName: "dir"))
  var folder: String?

  @Option(
    name: .customLong("reports"),
    help: ArgumentHelp(
      "Reports to write, with commas between them: html, json, junit, markdown, csv, comment.",
      discussion: """
        report.html and report.json, report.junit.xml for a CI system, report.md for a step's summary (under 900 KB), \
        report.csv with a row for every trial, report.comment.md for a pull request (under 65,000 bytes).
        """, valueName: "list"),
    transform: ReportKind.list)
  var reports: [ReportKind] = [.html, .json]

  private static let usual = "reports/latest"

  /// The same one from every folder of a project.
  private var output: String { folder ?? ProjectFolder().shownPath(of: Self.usual) }

  /// - Throws: where two suites of one command would write to the same folder.
  func distinctlyNamed(_ suites: [Suite]) throws -> [Suite] {
    var paths: [String: String] = [:]
    for suite in suites {
      if let other = paths.updateValue(suite.path, forKey: suite.name) {
        throw CommandFailure(
          .wrongInput,
          "'\(other)' and '\(suite.path)' are both named '\(suite.name)', so that one's reports would replace the other's\n"
            + "  fix: give one of them another name, or run them one after the other with another --output")
      }
    }
    return suites
  }

  /// Several suites of one command get a folder each.
  func folder(for suite: Suite, amongMany: Bool) -> ReportFolder {
    ReportFolder(path: amongMany ? "\(output)/\(suite.name)" : output)
  }

  /// Takes away the reports of earlier commands that none of these folders' replace: whoever gathers reports takes them for
  /// today's.
  func removeFormer(except folders: [ReportFolder]) {
    let fresh = Set(folders.flatMap { folder in reports.map { folder.file($0) } })
    ReportFolder(path: output).removeFormer(except: fresh)
  }
}

/// A report that is written to a file.
enum ReportKind: String, CaseIterable {
  case html, json, junit, markdown, csv
  /// The Markdown again, as short as a comment of a pull request has to be.
  case comment

  static func list(_ text: String) throws -> [ReportKind] {
    let words = text.split(separator: ",")
    if words.isEmpty {
      throw ValidationError("--reports expects at least one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let kinds = try words.map { word in
      let name = word.trimmingCharacters(in: .whitespaces)
      guard let kind = ReportKind(rawValue: name) else {
        let known = allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is no report: write some of \(known)")
      }
      return kind
    }
    return allCases.filter(kinds.contains)
  }

  var fileName: String {
    switch self {
    case .html: "report.html"
    case .json: "report.json"
    case .junit: "report.junit.xml"
    case .markdown: "report.md"
    case .csv: "report.csv"
    case .comment: "report.comment.md"
    }
  }

  /// Gives the report's bytes piece by piece.
  func write(_ evaluation: Evaluation, redact: @escaping Redaction, to sink: ([UInt8]) throws -> Void) rethrows {
    switch self {
    case .html: try HTMLReport(evaluation, redact: redact).write(to: sink)
    case .json: try JSONReport(evaluation, redact: redact).write(to: sink)
    case .junit: try JUnitReport(evaluation, redact: redact).write(to: sink)
    case .markdown: try MarkdownReport(evaluation, redact: redact).write(to: sink)
    case .csv: try CSVReport(evaluation, redact: redact).write(to: sink)
    case .comment:
      try MarkdownReport(evaluation, redact: redact, limit: MarkdownReport.commentLimit).write(to: sink)
    }
  }
}
