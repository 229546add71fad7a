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

  @Argument(help: RunArgument.help)
  var reference: String

  @OptionGroup(title: "Comparison") var comparison: BaselineOptions
  @OptionGroup(title: "Spending") var prices: PriceOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let named = try history.file.load(reference, console)
    let run = try StoredEvaluation(named.run, variant: named.variant).asItWas()
    let baseline = try comparison.settings.baseline(for: run.suite, run.plan, in: history.file, console)
    let evaluation = Evaluation(run, baseline: baseline).priced(
      try prices.source.prices(of: run.plan.models.map(\.name), beside: SuiteOfRun(named.run).pathForSettings))
    let output = try reports.settings.write(evaluation)
    output.show(reports.settings.formats, of: run.record.id, console)
  }
}
