import EvalCore
import Foundation
import Models
import Reports
import Synchronization

/// What a run leaves in GitHub Actions beside its exit code: annotations in the step's log, and `report.md` in its summary.
///
/// Annotations go to standard error, which GitHub reads like standard output, so that machine output stays what it is. Who
/// wants neither runs `env -u GITHUB_ACTIONS toolsight …`.
struct GitHubWorkflow {
  /// Nil outside of GitHub Actions.
  static let current = GitHubWorkflow(ProcessInfo.processInfo.environment)

  /// Shared, because GitHub counts by step and a process may carry out several suites.
  private static let budget = Mutex(WorkflowAnnotations.Budget())
  /// Bytes that GitHub takes of one step's summary, and a little less.
  private static let mostSummary = 1_000_000
  /// Bytes below which a report would say nothing.
  private static let leastSummary = 2_000

  private let workspace: String?
  private let summary: String?

  /// - Parameter environment: variables by name; one that is empty counts as not set.
  init?(_ environment: [String: String]) {
    guard environment["GITHUB_ACTIONS"] == "true" else { return nil }
    workspace = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : Self.resolved($0) }
    summary = environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
  }

  func show(_ evaluation: Evaluation, redactor: Redactor, to console: Console) {
    let annotations = WorkflowAnnotations(evaluation, redact: redactor.redact) { path(from: $0.file) }
    for line in Self.budget.withLock({ annotations.lines(within: &$0) }) { Terminal.command(line) }
    if let summary { append(evaluation, redactor, to: summary, console) }
  }

  // MARK: Paths

  /// A user's path as GitHub wants it: from the root of the checkout; nil for a file that is not in it.
  private func path(from path: String) -> String? {
    guard let workspace, let file = Self.resolved(path) else { return nil }
    return file.hasPrefix(workspace + "/") ? String(file.dropFirst(workspace.count + 1)) : nil
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  // MARK: The summary

  /// A summary that cannot be written changes no verdict.
  private func append(_ evaluation: Evaluation, _ redactor: Redactor, to path: String, _ console: Console) {
    let used = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    let room = min(MarkdownReport.summaryLimit, Self.mostSummary - used)
    guard room >= Self.leastSummary else {
      return console.remark("the summary of this step is full, so that the report of this suite is not in it")
    }
    let report = MarkdownReport(evaluation, redact: redactor.redact, limit: room).bytes
    do {
      let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try handle.write(contentsOf: Data(report))
      try handle.close()
    } catch {
      console.remark("GITHUB_STEP_SUMMARY: '\(path)' cannot be written: \(error.localizedDescription)")
    }
  }
}
