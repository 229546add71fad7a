import ArgumentParser
import Foundation
import Reports
import SuiteFiles

/// Which reports are written, and where.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "The folder for reports; those of an earlier run in it are removed. (default: \(ReportSettings.usualFolder)"
        + " beside toolsight.yaml, else at the repository's root)", valueName: "dir"))
  var folder: String?

  @Option(
    name: .customLong("reports"),
    help: ArgumentHelp(
      "Reports to write, with commas between them: \(Self.known).",
      discussion: ReportFormat.all.map { "\($0.name): \($0.fileName), \($0.summary)" }.joined(separator: "\n"),
      valueName: "list"),
    transform: Self.formats)
  var formats: [ReportFormat] = ReportSettings().formats

  private static let known = ReportFormat.all.map(\.name).joined(separator: ", ")

  var settings: ReportSettings { ReportSettings(folder: folder, formats: formats) }

  private static func formats(_ text: String) throws -> [ReportFormat] {
    let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    if names.isEmpty { throw ValidationError("--reports expects at least one of \(known)") }
    if let unknown = names.first(where: { ReportFormat(named: $0) == nil }) {
      let fix = Suggestion.fix(for: unknown, among: ReportFormat.all.map(\.name)) ?? "choose from \(known)"
      throw ValidationError(Message("'\(unknown)' is not a report", fix: fix).unlabelled)
    }
    return ReportFormat.all.filter { names.contains($0.name) }
  }
}
