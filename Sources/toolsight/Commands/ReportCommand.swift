import ArgumentParser
import EvalCore
import History
import Models

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the reports of a stored run again, with the suite as it was.",
    discussion: """
      Example:
        toolsight report last --reports html,json --output reports/latest
      """)

  @Argument(help: RunArgument.help)
  var reference: String

  @OptionGroup var comparison: BaselineOptions
  @OptionGroup var prices: PriceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let named = try history.load(reference, console)
    let run = try StoredEvaluation(named.run, variant: named.variant).asItWas()
    let evaluation = Evaluation(run, baseline: try comparison.baseline(for: run.suite, run.plan, history, console))
      .priced(try prices.prices(of: run.plan.models.map(\.name), beside: SuiteOfRun(named.run).pathForSettings))
    let output = reports.folder(for: run.suite, amongMany: false)
    try output.prepare(for: reports.reports)
    reports.removeFormer(except: [output])
    try output.write(evaluation, reports: reports.reports, redactor: Redactor.ofEnvironment)
    output.show(reports.reports, of: run.record.id, console)
  }
}
