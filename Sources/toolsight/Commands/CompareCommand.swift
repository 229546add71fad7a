import ArgumentParser
import EvalCore
import History
import Models

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

  @Argument(help: ArgumentHelp("What was: \(RunArgument.forms), with :VARIANT for one of them.", valueName: "a"))
  var before: String

  @Argument(help: ArgumentHelp("What is, named in the same ways.", valueName: "b"))
  var after: String

  @Flag(name: .customLong("gate"), help: "Exit by the gate of B's suite.")
  var isGate = false

  @Flag(help: "With --gate: exit 4 where the gate is inconclusive.")
  var strict = false

  @Flag(name: .customLong("allow-partial"), help: "Compare even where fewer than 80 % of the cases can be paired.")
  var allowsPartial = false

  @OptionGroup var prices: PriceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let candidate = try history.load(after, console)
    let run = try StoredEvaluation(candidate.run, variant: candidate.variant).asItWas()
    let baseline = try history.load(before, console, suite: run.suite.name).baseline(
      for: run.suite, run.plan, allowsPartial: allowsPartial)
    let evaluation = Evaluation(run, against: baseline, isStrict: strict)
      .priced(try prices.prices(of: run.plan.models.map(\.name), beside: SuiteOfRun(candidate.run).pathForSettings))
    ConsoleReport(evaluation: evaluation, output: nil, redactor: Redactor.ofEnvironment).write(to: console)
    if isGate { try ExitDecision.leave(by: evaluation, isStrict: strict) }
  }
}

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Says whether a stored run passes its suite's gate, and exits by it; asks no model.",
    discussion: """
      Examples:
        toolsight gate last --baseline main
        toolsight gate last --baseline baselines/main.jsonl --strict --format json
      """)

  @Argument(help: RunArgument.help)
  var reference: String

  @Flag(help: "Exit 4 where the gate is inconclusive.")
  var strict = false

  @OptionGroup var comparison: BaselineOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let named = try history.load(reference, console)
    let run = try StoredEvaluation(named.run, variant: named.variant).asItWas()
    let baseline = try comparison.baseline(for: run.suite, run.plan, history, console)
    let evaluation = Evaluation(run, baseline: baseline, isStrict: strict)
    ConsoleReport(evaluation: evaluation, output: nil, redactor: Redactor.ofEnvironment).writeVerdict(to: console)
    try ExitDecision.leave(by: evaluation, isStrict: strict)
  }
}

/// How the commands that take a stored run name it.
enum RunArgument {
  static let forms = "an id, at least 6 digits of one, last, last~N, @BASELINE, or an export file"
  static let help = ArgumentHelp("A run: \(forms).", valueName: "run")
}
