import EvalCore
import Foundation
import History
import SuiteFiles

/// Where the suite of a stored run stands today. The paths are those of whoever made the run, which may have been imported
/// from anywhere, so that only files of the project count that the command is typed in.
struct SuiteOfRun {
  private let stored: StoredRun
  private let project: ProjectFolder

  init(_ stored: StoredRun, in project: ProjectFolder = ProjectFolder()) {
    self.stored = stored
    self.project = project
  }

  /// As a user would type it from here.
  func path() throws -> String {
    guard let path = known else {
      throw CommandFailure(
        .wrongInput,
        "run \(stored.record.id) names the suite '\(stored.record.suitePath)', which is outside the project"
          + " '\(project.root)' or gone", fix: "say where it is with --suite FILE")
    }
    return project.shownPath(of: path)
  }

  /// A file that settings beside the suite are looked for at; one of the project's root where the suite is not known.
  var pathForSettings: String { project.shownPath(of: known ?? "toolsight.yaml") }

  /// First as the run keeps it, from the root of its project, because the path as it was typed depends on where that was.
  private var known: String? {
    let typed = stored.record.suitePath
    guard let kept = stored.sources.first?.path else { return path(of: typed) }
    let isSameFile = RelativePath.name(of: kept) == RelativePath.name(of: typed)
    return (isSameFile ? path(of: project.root + "/" + kept) : nil) ?? path(of: typed)
  }

  /// Nil where it is no file of the project.
  private func path(of path: String) -> String? { try? project.path(of: path) }
}
