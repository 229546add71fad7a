import ArgumentParser
import EvalCore

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs suites, keeps every transcript, prints the table, writes the reports, and exits as the gate says.",
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

  @Option(help: ArgumentHelp("Resume an interrupted run: only what is missing is asked.", valueName: "run"))
  var resume: String?

  @OptionGroup var gate: StrictOptions

  @Flag(name: .customLong("dry-run"), help: "Print the plan and ask nothing.")
  var isDryRun = false

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Models") var models: ModelOptions
  @OptionGroup(title: "Comparison") var control: ControlOptions
  @OptionGroup(title: "Comparison") var comparison: BaselineOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Recordings and spending") var spending: SpendingOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func validate() throws {
    if resume != nil && suites.count > 1 { throw ValidationError("--resume resumes one run: name one suite") }
  }

  private var settings: RunSettings {
    RunSettings(
      selection: selection.settings, models: models.settings, limits: limits.settings, spending: spending.settings)
  }

  func run() async throws {
    let (interrupts, console) = (Interrupts(), printing.console)
    let selected = try selection.settings.select(from: registry.files(console).read(suites))
    try reports.settings.requireDistinctNames(of: selected)
    let controlled = try selected.map {
      try control.suite(from: $0, in: history.file, allowsPartial: comparison.settings.allowsPartial)
    }
    // What is wrong with the last suite's models or output is said before the first one asks anything.
    let worst = try await withSessions(controlled, settings, in: history.file, console) { sessions in
      let prepared = try sessions.map { session in
        Prepared(
          session: session,
          baseline: try comparison.settings.baseline(for: session.suite, session.plan, in: history.file, console),
          output: reports.settings.folder(for: session.suite, amongMany: suites.count > 1))
      }
      if isDryRun { return show(sessions, console) }
      return try await run(prepared, console, interrupts)
    }
    if worst != .pass { throw worst }
  }

  /// A session with what its run is compared with, and where its reports go.
  private struct Prepared {
    let session: Session
    let baseline: Baseline?
    let output: ReportFolder
  }

  private func show(_ sessions: [Session], _ console: Console) -> Exit {
    var documents = JSONDocuments(sessions.count, console)
    defer { documents.end() }
    for session in sessions {
      documents.next()
      PlanText(suite: session.suite, plan: session.plan, prices: session.prices, free: session.chosen.free).write(
        to: console)
    }
    return .pass
  }

  private func run(_ all: [Prepared], _ console: Console, _ interrupts: Interrupts) async throws -> Exit {
    for prepared in all { try prepared.output.prepare(for: reports.settings.formats) }
    var exits: [Exit] = []
    var documents = JSONDocuments(all.count, console)
    defer { documents.end() }
    for prepared in all where interrupts.exit == nil {
      let others = suites.filter { $0 != prepared.session.suite.path }
      let (run, ending) = try await prepared.session.run(resuming: resume, console, interrupts) {
        "what was answered is kept; resume with: \(ResumeCommand($0, except: others))"
      }
      reports.settings.removeFormer(except: all.map(\.output))
      let evaluation = Evaluation(run, baseline: prepared.baseline, isStrict: gate.isStrict).priced(
        prepared.session.prices)
      documents.next()
      try show(evaluation, in: prepared.output, console)
      let decision = ExitDecision(
        evaluation, ending, interrupted: interrupts.exit, models: prepared.session.chosen,
        resume: "\(ResumeCommand(run.record.id, except: others))")
      decision.messages.forEach(Terminal.complain)
      exits.append(decision.exit)
    }
    return Exit.worst(exits)
  }

  /// Writes the reports and prints the table; where one of them cannot be written, the table is printed all the same.
  private func show(_ evaluation: Evaluation, in output: ReportFolder, _ console: Console) throws {
    let writing = Result { () throws(CommandFailure) in try output.write(evaluation, reports.settings.formats) }
    ConsoleReport(evaluation: evaluation, folder: output.path).write(to: console)
    guard case .failure(let failure) = writing else { return }
    let run = evaluation.run.record.id
    throw CommandFailure(
      failure.exit,
      failure.messages + [Message("run \(run); toolsight report \(run) writes its reports", label: "kept")])
  }
}
