import EvalCore
import Foundation
import Models
import Reports

/// What a command prints of an evaluation: the table, or the report's JSON, where the reports are, and in GitHub Actions what
/// that shows of it.
struct ConsoleReport {
  let evaluation: Evaluation
  /// The folder of its reports; nil where none was written.
  var folder: String?

  private static let redactor = Redactor.ofEnvironment

  /// The gate's rules and the verdict alone.
  func writeVerdict(to console: Console) {
    write(evaluation.verdictJSON(redact: Self.redactor.redact), terminal(console).verdict, to: console)
    GitHubWorkflow.current?.show(evaluation, redactor: Self.redactor, to: console)
  }

  func write(to console: Console) {
    write(ReportFormat.json.bytes(evaluation, redact: Self.redactor.redact), terminal(console).text, to: console)
    guard let folder else { return }
    console.remark("reports are in \(folder)")
    GitHubWorkflow.current?.show(evaluation, redactor: Self.redactor, to: console)
  }

  private func terminal(_ console: Console) -> TerminalReport {
    TerminalReport(evaluation, width: Terminal.width, color: console.usesColor, redact: Self.redactor.redact)
  }

  /// Whichever the user asked for; the other is not made.
  private func write(
    _ json: @autoclosure () -> [UInt8], _ text: @autoclosure () -> String, to console: Console
  ) {
    switch console.format {
    case .json: Terminal.write(json: String(decoding: json(), as: UTF8.self))
    case .text where !console.isQuiet: Terminal.write(text())
    case .text: break
    }
  }
}
