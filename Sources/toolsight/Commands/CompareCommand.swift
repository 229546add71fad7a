import ArgumentParser
import EvalCore
import History

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares two stored runs, two baselines, or two variants of one run; asks no model.",
    discussion: """
      Examples:
        toolsight compare @main last
        toolsight compare last:today last:rewrite
        toolsight compare baselines/main.jsonl last --gate --strict
      """)

  @Argument(
    help: ArgumentHelp("The earlier run: \(RunArgument.forms), with :VARIANT for one variant of it.", valueName: "a"))
  var before: String

  @Argument(help: ArgumentHelp("The later run, named in the same way.", valueName: "b"))
  var after: String

  @Flag(name: .customLong("gate"), help: "Exit as the gate of B's suite says.")
  var isGate = false

  @Flag(name: .customLong("strict"), help: "With --gate: exit 4 where the gate is inconclusive.")
  var isStrict = false

  @OptionGroup(title: "Comparison") var pairing: PairingOptions
  @OptionGroup(title: "Spending") var prices: PriceOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let candidate = try history.file.load(after, console)
    let run = try StoredEvaluation(candidate.run, variant: candidate.variant).asItWas()
    let baseline = try history.file.load(before, console, suite: run.suite.name).baseline(
      for: run.suite, run.plan, allowsPartial: pairing.allowsPartial)
    let evaluation = Evaluation(run, against: baseline, isStrict: isStrict).priced(
      try prices.source.prices(of: run.plan.models.map(\.name), beside: SuiteOfRun(candidate.run).pathForSettings))
    ConsoleReport(evaluation: evaluation).write(to: console)
    if isGate { try ExitDecision(evaluation).leave() }
  }
}
