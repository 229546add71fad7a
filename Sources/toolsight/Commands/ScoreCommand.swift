import ArgumentParser
import EvalCore
import History
import Models
import OrderedJSON
import Reports

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Judges a stored run again with today's rules and the suite's current expectations; asks no model.",
    discussion: """
      With --bfcl and --vectors it judges recorded outputs by the rules of the Berkeley Function-Calling Leaderboard instead, and
      exits 1 where a verdict is not the one that the file has.

      Examples:
        toolsight score last --reports html,json
        toolsight score --bfcl bfcl-v4 --vectors bfcl-v4/checker_vectors.jsonl
      """)

  @Argument(help: RunArgument.help)
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "The leaderboard's entry files, with possible_answer/ among them; needs --vectors.", valueName: "dir"),
    completion: .directory)
  var bfcl: String?

  @Option(
    help: ArgumentHelp(
      "Recorded outputs with their verdicts: JSON Lines of id, category, model_output, valid.", valueName: "file"),
    completion: .file())
  var vectors: String?

  @Option(help: "The suite's file, where it is not where it was.", completion: .file())
  var suite: String?

  @Flag(help: "Exit 4 where the gate is inconclusive.")
  var strict = false

  @OptionGroup var comparison: BaselineOptions
  @OptionGroup var prices: PriceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    guard (bfcl == nil) == (vectors == nil) else { throw ValidationError("--bfcl and --vectors go together") }
    if reference == nil, bfcl == nil { throw ValidationError("Missing expected argument '<run>'") }
    if reference != nil, bfcl != nil { throw ValidationError("expected either a run, or --bfcl with --vectors") }
  }

  func run() throws {
    if let bfcl, let vectors {
      try BFCLAgreement(folder: bfcl, vectors: vectors).report(to: console)
    } else if let reference {
      try score(reference)
    }
  }

  private func score(_ reference: String) throws {
    let named = try history.load(reference, console)
    let today = try SuiteFilesReader(console: console).suites([suite ?? SuiteOfRun(named.run).path()])[0]
    let (run, rescoring) = try StoredEvaluation(named.run, variant: named.variant).judged(by: today)
    let text = RescoringText(rescoring, by: today, asked: named.run.plan.caseIDs.count)
    for warning in text.warnings { Terminal.complain(warning.visible(keepsLines: true)) }
    for remark in text.remarks { console.remark(remark) }
    let baseline = try comparison.baseline(for: run.suite, run.plan, history, console)
    let evaluation = Evaluation(run, baseline: baseline, isStrict: strict)
      .priced(try prices.prices(of: run.plan.models.map(\.name), beside: today.path))
    let output = reports.folder(for: today, amongMany: false)
    try output.prepare(for: reports.reports)
    reports.removeFormer(except: [output])
    try output.write(evaluation, reports: reports.reports, redactor: Redactor.ofEnvironment)
    ConsoleReport(evaluation: evaluation, output: output, redactor: Redactor.ofEnvironment).write(to: console)
    try ExitDecision.leave(by: evaluation, isStrict: strict)
  }
}
