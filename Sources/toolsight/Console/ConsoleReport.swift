import EvalCore
import Foundation
import Models
import Reports

/// What a command prints of an evaluation: the table, or the report's JSON, and where the reports are.
struct ConsoleReport {
  let evaluation: Evaluation
  /// Nil where no report was written.
  let output: ReportFolder?
  let redactor: Redactor

  func write(to console: ConsoleOptions) {
    switch console.format {
    case .json:
      Terminal.write(String(decoding: JSONReport(evaluation, redact: redactor.redact).bytes, as: UTF8.self))
    case .text where !console.quiet:
      Terminal.write(
        TerminalReport(evaluation, width: Terminal.width, color: console.usesColor, redact: redactor.redact).text)
    case .text: break
    }
    if let output { console.remark("reports are in \(output.path)") }
  }
}
