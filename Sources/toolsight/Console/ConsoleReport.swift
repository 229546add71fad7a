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
    write(json.verdict, terminal(console).verdict, to: console)
    GitHubWorkflow.current?.show(evaluation, redactor: redactor, to: console)
  }

  func write(to console: ConsoleOptions) {
    write(json.bytes, terminal(console).text, to: console)
    guard let output else { return }
    console.remark("reports are in \(output.path)")
    GitHubWorkflow.current?.show(evaluation, redactor: redactor, to: console)
  }

  private var json: JSONReport { JSONReport(evaluation, redact: redactor.redact) }

  private func terminal(_ console: ConsoleOptions) -> TerminalReport {
    TerminalReport(evaluation, width: Terminal.width, color: console.usesColor, redact: redactor.redact)
  }

  /// Whichever the user asked for; the other is not made.
  private func write(
    _ json: @autoclosure () -> [UInt8], _ text: @autoclosure () -> String, to console: ConsoleOptions
  ) {
    switch console.format {
    case .json: Terminal.write(json: String(decoding: json(), as: UTF8.self))
    case .text where !console.quiet: Terminal.write(text())
    case .text: break
    }
  }
}
