import EvalCore
import Foundation
import Models
import Reports

/// What a command prints of an evaluation: the table, or the report's JSON, where the reports are, and in GitHub Actions what
/// that shows of it.
struct ConsoleReport {
  let evaluation: Evaluation
  /// Nil where no report was written.
  let output: ReportFolder?
  let redactor: Redactor

  /// The gate's rules and the verdict alone.
  func writeVerdict(to console: ConsoleOptions) {
    switch console.format {
    case .json:
      Terminal.write(String(decoding: JSONReport(evaluation, redact: redactor.redact).verdict, as: UTF8.self))
    case .text where !console.quiet:
      Terminal.write(
        TerminalReport(evaluation, width: Terminal.width, color: console.usesColor, redact: redactor.redact).verdict)
    case .text: break
    }
  }

  func write(to console: ConsoleOptions) {
    switch console.format {
    case .json:
      Terminal.write(String(decoding: JSONReport(evaluation, redact: redactor.redact).bytes, as: UTF8.self))
    case .text where !console.quiet:
      let text = TerminalReport(evaluation, width: Terminal.width, color: console.usesColor, redact: redactor.redact)
        .text
      Terminal.write(GitHubWorkflow.current == nil ? text : text.withoutWorkflowCommands)
    case .text: break
    }
    guard let output else { return }
    console.remark("reports are in \(output.path)")
    GitHubWorkflow.current?.show(evaluation, redactor: redactor, to: console)
  }
}
