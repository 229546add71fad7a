import ArgumentParser
import EvalCore
import Foundation

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs suites, keeps every transcript, prints the table, writes the reports, and exits by the gate.",
    discussion: """
      Examples:
        toolsight run suites/getting-started.yaml
        toolsight run suites/tracker.yaml --model openai:gpt-5-mini --repeats 5 --tag search
        toolsight run suites/tracker.yaml --control git:main --strict
        toolsight run suites/tracker.yaml --baseline main
        toolsight run suites/tracker.yaml --resume last
        toolsight run suites/tracker.yaml --replay fixtures/recordings/tracker.jsonl
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var control: ControlOptions
  @OptionGroup var comparison: BaselineOptions
  @OptionGroup var models: ModelOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var spending: SpendingOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var console: ConsoleOptions

  @Option(help: "Go on with a run that was interrupted: asks only what is missing.")
  var resume: String?

  @Flag(help: "Exit 4 where the gate is inconclusive.")
  var strict = false

  @Flag(name: .customLong("dry-run"), help: "Print the plan and ask nothing.")
  var isDryRun = false

  func validate() throws {
    if resume != nil && suites.count > 1 { throw ValidationError("--resume goes on with one run: name one suite") }
  }

  func run() async throws {
    let interrupts = Interrupts()
    let read = try SuiteFilesReader(console: console).suites(suites)
    // What is wrong with the last suite's models or output is said before the first one asks anything.
    var sessions: [Opened] = []
    for suite in try reports.distinctlyNamed(selection.selected(read)) {
      let session = try await open(control.controlled(suite, history, allowsPartial: comparison.allowsPartial))
      sessions.append(
        Opened(
          session: session, baseline: try comparison.baseline(for: session.suite, session.plan, history, console),
          output: reports.folder(for: suite, amongMany: suites.count > 1),
          others: suites.filter { $0 != suite.path }))
    }
    if isDryRun { return await show(sessions.map(\.session)) }
    for opened in sessions { try opened.output.prepare(for: reports.reports) }
    var codes: [Int32] = []
    var documents = JSONDocuments(sessions.count, console)
    defer { documents.end() }
    for opened in sessions where interrupts.exit == nil {
      codes.append(try await run(opened, beside: sessions, &documents, interrupts))
    }
    let worst = Exit.worst(codes)
    if worst != 0 { throw ExitCode(worst) }
  }

  /// All that one suite's run needs, found before anything is asked.
  private struct Opened {
    let session: Session
    let baseline: Baseline?
    let output: ReportFolder
    /// The command line's other suites.
    let others: [String]
  }

  private func open(_ suite: Suite) async throws -> Session {
    let chosen = try ChosenModels(models, for: suite, needsKeys: spending.replay == nil && !spending.offline)
    for remark in try chosen.remarks() { console.remark(remark) }
    let store = try history.open(redactor: models.redactor)
    return try await Session.open(
      suite, models: chosen, limits: limits, spending: spending, selection: selection, redactor: models.redactor,
      store: store)
  }

  private func show(_ sessions: [Session]) async {
    var documents = JSONDocuments(sessions.count, console)
    defer { documents.end() }
    for session in sessions {
      await session.close()
      documents.next()
      PlanText(suite: session.suite, plan: session.plan, prices: session.prices, free: session.chosen.free).write(
        to: console)
    }
  }

  private func run(
    _ opened: Opened, beside all: [Opened], _ documents: inout JSONDocuments, _ interrupts: Interrupts
  ) async throws -> Int32 {
    let (run, ending) = try await opened.session.carryOut(resuming: resume, console: console, interrupts)
    let evaluation = Evaluation(run, baseline: opened.baseline, isStrict: strict).priced(opened.session.prices)
    let output = opened.output
    reports.removeFormer(except: all.map(\.output))
    let unwritten = output.unwritten(evaluation, reports: reports.reports, redactor: models.redactor)
    documents.next()
    ConsoleReport(evaluation: evaluation, output: output, redactor: models.redactor).write(to: console)
    // What was found is printed all the same.
    if let unwritten {
      throw CommandFailure(
        unwritten.exit,
        "\(unwritten); run \(run.record.id) is kept, and toolsight report \(run.record.id) writes its reports"
      )
    }
    let decision = ExitDecision(
      ending: ending, interrupted: interrupts.exit, gate: evaluation.gate, isStrict: strict,
      models: opened.session.chosen, resume: ResumeCommand(run.record.id, except: opened.others))
    return decision.explained(run)
  }
}
