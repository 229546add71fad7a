import ArgumentParser
import EvalCore
import History

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Judges a stored run again with today's rules and the suite's current expectations; asks no model.",
    discussion: """
      Example:
        toolsight score last --reports html,json
      """)

  @Argument(help: ArgumentHelp("A run: an id, at least 6 digits of one, last or last~N.", valueName: "run"))
  var reference: String

  @Option(help: "The suite's file, where it is not where it was.", completion: .file())
  var suite: String?

  @Flag(help: "Exit 4 where the gate is inconclusive.")
  var strict = false

  @OptionGroup var models: ModelOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let stored = try history.reading { try $0.load($0.resolve(reference)) }
    let today = try SuiteFilesReader(console: console).suites([suite ?? stored.record.suitePath])[0]
    let evaluation = Evaluation(try StoredEvaluation(stored).judged(by: today), isStrict: strict)
    let output = reports.folder(for: today, amongMany: false)
    try output.prepare(for: reports.reports)
    try output.write(evaluation, reports: reports.reports, redactor: models.redactor)
    ConsoleReport(evaluation: evaluation, output: output, redactor: models.redactor).write(to: console)
    let code = evaluation.gate.exitCode(strict: strict)
    if code != 0 { throw ExitCode(code) }
  }
}
