import ArgumentParser
import EvalCore
import History

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Says whether a stored run passes its suite's gate, and exits accordingly; asks no model.",
    discussion: """
      Examples:
        toolsight gate last --baseline main
        toolsight gate last --baseline baselines/main.jsonl --strict --format json
      """)

  @Argument(help: RunArgument.help)
  var reference: String

  @OptionGroup var gate: StrictOptions
  @OptionGroup(title: "Comparison") var comparison: BaselineOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let named = try history.file.load(reference, console)
    let run = try StoredEvaluation(named.run, variant: named.variant).asItWas()
    let baseline = try comparison.settings.baseline(for: run.suite, run.plan, in: history.file, console)
    let evaluation = Evaluation(run, baseline: baseline, isStrict: gate.isStrict)
    ConsoleReport(evaluation: evaluation).writeVerdict(to: console)
    try ExitDecision(evaluation).leave()
  }
}
