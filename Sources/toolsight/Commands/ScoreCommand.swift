import ArgumentParser
import EvalCore
import History

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Judges a stored run again with today's rules and the suite's current expectations; asks no model.",
    discussion: """
      With --bfcl and --vectors it judges recorded outputs by the rules of the Berkeley Function-Calling Leaderboard instead, and \
      exits 1 where a verdict is not the one that the file has.

      Examples:
        toolsight score last --reports html,json
        toolsight score --bfcl bfcl-v4 --vectors bfcl-v4/checker_vectors.jsonl
      """)

  @Argument(help: RunArgument.help)
  var reference: String?

  @Option(help: ArgumentHelp("The suite's file, if it has moved.", valueName: "file"), completion: .file())
  var suite: String?

  @OptionGroup var gate: StrictOptions
  @OptionGroup(title: "Leaderboard") var leaderboard: LeaderboardOptions
  @OptionGroup(title: "Comparison") var comparison: BaselineOptions
  @OptionGroup(title: "Spending") var prices: PriceOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func validate() throws {
    if reference == nil, leaderboard.bfcl == nil { throw ValidationError("Missing expected argument '<run>'") }
    if reference != nil, leaderboard.bfcl != nil {
      throw ValidationError("expected either a run, or --bfcl with --vectors")
    }
  }

  func run() throws {
    if let reference { try score(reference, printing.console) } else { try leaderboard.score(printing.console) }
  }

  private func score(_ reference: String, _ console: Console) throws {
    let named = try history.file.load(reference, console)
    let today = try registry.files(console).suite(suite ?? SuiteOfRun(named.run).path())
    let (run, rescoring) = try StoredEvaluation(named.run, variant: named.variant).judge(by: today)
    let text = RescoringText(rescoring, by: today, asked: named.run.plan.caseIDs.count)
    if let warning = text.warning { Terminal.complain(warning) }
    for remark in text.remarks { console.remark(remark) }
    let baseline = try comparison.settings.baseline(for: run.suite, run.plan, in: history.file, console)
    let evaluation = Evaluation(run, baseline: baseline, isStrict: gate.isStrict)
      .priced(try prices.source.prices(of: run.plan.models.map(\.name), beside: today.path))
    let output = try reports.settings.write(evaluation)
    ConsoleReport(evaluation: evaluation, folder: output.path).write(to: console)
    try ExitDecision(evaluation).leave()
  }
}
