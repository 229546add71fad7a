import ArgumentParser
import EvalCore
import History

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the reports of a stored run again, with the suite as it was.",
    discussion: """
      Example:
        toolsight report last --reports html,json --output reports/latest
      """)

  @Argument(help: ArgumentHelp("A run: an id, at least 6 digits of one, last or last~N.", valueName: "run"))
  var reference: String

  @OptionGroup var models: ModelOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let stored = try history.reading { try $0.load($0.resolve(reference)) }
    let evaluation = Evaluation(try StoredEvaluation(stored).asItWas(), isStrict: false)
    let output = ReportFolder(path: reports.output)
    try output.prepare(for: reports.reports)
    try output.write(evaluation, reports: reports.reports, redactor: models.redactor)
    for kind in reports.reports { Terminal.write(output.file(kind)) }
  }
}
