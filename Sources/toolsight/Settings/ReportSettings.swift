import Reports
import SuiteFiles

/// Which reports are written, and where.
struct ReportSettings {
  /// Nil for the usual one.
  var folder: String?
  var formats: [ReportFormat] = [.html, .json]

  static let usualFolder = "reports/latest"

  /// The same one from every folder of a project.
  var path: String { folder ?? ProjectFolder().shownPath(of: Self.usualFolder) }
}
