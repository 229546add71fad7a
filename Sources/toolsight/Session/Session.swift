import CurlHTTP
import EvalCore
import Foundation
import History
import MCP
import Models

/// One run of one suite with all that it needs of the world, opened together and closed together.
struct Session {
  let suite: Suite
  let plan: Plan
  let chosen: ChosenModels
  private let models: OpenModels
  private let client: CurlClient
  let prices: [String: TokenPrice]
  private let shard: PlanParameters.Shard?
  private let recording: RecordingMode?
  private let pacing: RunPacing?
  private let redactor: Redactor
  private let limits: LimitOptions
  private let store: HistoryStore

  static func open(
    _ suite: Suite, models chosen: ChosenModels, limits: LimitOptions, spending: SpendingOptions,
    selection: SelectionOptions, redactor: Redactor, store: HistoryStore
  ) async throws -> Session {
    let cards = chosen.cards
    let plan = Plan(
      suite, models: cards, repeats: selection.repeats, seed: selection.seed, isAdaptive: selection.isAdaptive)
    let prices = try spending.prices.prices(of: cards.map(\.name), beside: suite.path)
    let recording = try spending.recording(of: plan.trials)
    let budget = try spending.budget(chosen.choices, prices)
    // A trial asks a model or the embedded server, never both at a time.
    let client = CurlClient(maxConcurrent: limits.concurrency)
    let layers = ExchangeLayers(
      recording: recording, budget: budget, isOffline: spending.offline, redactor: redactor)
    var limits = limits
    limits.concurrency = chosen.trialsAtOnce(limits)
    let models = try await chosen.open(
      client: client, limits: limits.endpoint, retries: layers.retries, through: layers.around,
      pacing: layers.pacing)
    return Session(
      suite: suite, plan: plan, chosen: chosen, models: models, client: client, prices: prices,
      shard: selection.shard, recording: recording, pacing: layers.pacing, redactor: redactor, limits: limits,
      store: store)
  }

  /// Asks the plan's trials, or those that an earlier attempt lacks, and closes the session.
  func carryOut(
    resuming reference: String?, console: ConsoleOptions, _ interrupts: Interrupts
  ) async throws -> (Run, RunEnding) {
    let start =
      try reference.map { try Start(resuming: $0, plan: plan, suite: suite, store: store) }
      ?? Start(fresh: plan, shard: shard, suite: suite, store: store)
    do {
      return try await carryOut(from: start, console: console, interrupts)
    } catch let failure as HistoryFailure {
      await close()
      throw CommandFailure(
        .couldNotMeasure,
        "\(failure)\n  kept: what was recorded of run \(start.record.id); go on with it by --resume \(start.record.id)")
    }
  }

  private func carryOut(
    from start: Start, console: ConsoleOptions, _ interrupts: Interrupts
  ) async throws -> (Run, RunEnding) {
    let progress = ProgressLine(
      total: plan.trials.count, done: start.earlier.kept.count, prices: prices, redactor: redactor,
      isQuiet: console.quiet,
      isVerbose: console.verbose, remark: { [pacing] in pacing?.remark })
    console.remark(start.remark)
    models.resume(
      from: start.earlier.kept, offering: Set(suite.variants.flatMap { $0.toolSet.tools.map(\.name) }))
    let made = Transcripts(start.earlier.kept, of: plan.trials.count)
    let stop = plan.isAdaptive ? AdaptiveStop(start.record, suite, plan, kept: start.earlier.kept) : nil
    let ticking = Task { await progress.tick() }
    defer { ticking.cancel() }
    let ending = try await interrupts.cancelling { [self] in
      try await withDeadline(limits.runTimeout) {
        try await ask(after: start.earlier, recorder: start.recorder, until: stop) {
          made.append($0)
          progress.count($0)
          stop?.note($0)
        }
      }
    }
    ticking.cancel()
    await ticking.value
    progress.finish()
    var record = start.record
    if ending == .complete {
      record.finishedAt = Date()
      try await start.recorder.finish(at: record.finishedAt!)
    } else {
      try await start.recorder.flush()
    }
    await close()
    for remark in recording?.remarks ?? [] { console.remark(remark) }
    if let failure = recording?.failure {
      throw CommandFailure(
        .couldNotMeasure,
        "\(failure)\n  kept: run \(record.id) in the history, which toolsight report \(record.id) shows, and what was recorded"
          + " before")
    }
    return (Run(record: record, suite: suite, plan: plan, transcripts: made.all), ending)
  }

  private func ask(
    after earlier: EarlierAttempt, recorder: RunRecorder, until stop: AdaptiveStop?,
    progress: @escaping @Sendable (Transcript) -> Void
  ) async throws -> RunEnding {
    let server = try await EmbeddedServer.start(suite, trials: plan.trials) { recorder.log($0) }
    let host = EmbeddedToolHost(server, client: client)
    let runner = Runner(
      suite: suite, models: models.models, host: host, recorder: recorder, limits: limits.run, progress: progress)
    let result = await Result { try await runner.run(plan, after: earlier) { stop?.isSpared($0) ?? false } }
    await server.stop()
    return try result.get()
  }

  func close() async {
    await models.close()
    await client.shutdown()
    try? store.close()
  }
}

/// Cancels `body` after so many seconds; it returns what it has then.
private func withDeadline<Value: Sendable>(
  _ seconds: Double?, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  guard let seconds else { return try await body() }
  let work = Task { try await body() }
  let alarm = Task {
    try await Task.sleep(for: .seconds(seconds))
    work.cancel()
  }
  defer { alarm.cancel() }
  return try await withTaskCancellationHandler {
    try await work.value
  } onCancel: {
    work.cancel()
  }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}

/// What stands between a run's models and the network, from the outside in: the recording, the budget, the border.
private struct ExchangeLayers {
  let recording: RecordingMode?
  let budget: RunBudget?
  let isOffline: Bool
  let redactor: Redactor
  /// Nil for a recording alone, which nobody has to wait for.
  let pacing: RunPacing?

  init(recording: RecordingMode?, budget: RunBudget?, isOffline: Bool, redactor: Redactor) {
    (self.recording, self.budget, self.isOffline, self.redactor) = (recording, budget, isOffline, redactor)
    if case .replay = recording { pacing = nil } else { pacing = RunPacing() }
  }

  /// A recorded failure recurs at once.
  var retries: Retries {
    if case .replay = recording { Retries(pause: { _ in }) } else { Retries() }
  }

  func around(_ network: any Exchange) -> any Exchange {
    var exchange = network
    if isOffline { exchange = OfflineExchange(exchange) }
    if let budget { exchange = BudgetExchange(budget, asking: exchange) }
    if let recording { exchange = RecordingExchange(recording, asking: exchange, redactor: redactor) }
    return exchange
  }
}
