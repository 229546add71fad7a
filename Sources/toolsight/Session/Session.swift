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
  private let models: OpenModels
  private let client: CurlClient
  let prices: [String: ConfiguredModel.Price]
  private let redactor: Redactor
  private let limits: LimitOptions
  private let store: HistoryStore

  static func open(
    _ suite: Suite, models options: ModelOptions, limits: LimitOptions, selection: SelectionOptions, store: HistoryStore
  ) async throws -> Session {
    // A trial asks a model or the embedded server, never both at a time.
    let client = CurlClient(maxConcurrent: limits.concurrency)
    let models = try await options.open(for: suite, client: client, limits: limits.endpoint)
    let plan = Plan(
      suite, models: models.cards, repeats: selection.repeats, seed: selection.seed, isAdaptive: selection.isAdaptive)
    return Session(
      suite: suite, plan: plan, models: models, client: client, prices: try options.prices(for: suite),
      redactor: options.redactor, limits: limits,
      store: store)
  }

  /// Asks the plan's trials, or those that an earlier attempt lacks, and closes the session.
  func carryOut(
    resuming reference: String?, console: ConsoleOptions, _ interrupts: Interrupts
  ) async throws -> (Run, RunEnding) {
    let start =
      try reference.map { try Start(resuming: $0, plan: plan, suite: suite, store: store) }
      ?? Start(fresh: plan, suite: suite, store: store)
    let progress = ProgressLine(
      total: plan.trials.count, done: start.kept.count, prices: prices, redactor: redactor, isQuiet: console.quiet,
      isVerbose: console.verbose)
    console.remark(start.remark)
    let made = Transcripts(start.kept, of: plan.trials.count)
    let stop = plan.isAdaptive ? AdaptiveStop(start.record, suite, plan, kept: start.kept) : nil
    let ending = try await interrupts.cancelling { [self] in
      try await withDeadline(limits.runTimeout) {
        try await ask(except: Set(start.kept.map(\.trial.number)), recorder: start.recorder, until: stop) {
          made.append($0)
          progress.count($0)
          stop?.note($0)
        }
      }
    }
    progress.finish()
    var record = start.record
    if ending == .complete {
      record.finishedAt = Date()
      try await start.recorder.finish(at: record.finishedAt!)
    } else {
      try await start.recorder.flush()
    }
    await close()
    return (Run(record: record, suite: suite, plan: plan, transcripts: made.all), ending)
  }

  private func ask(
    except done: Set<Int>, recorder: RunRecorder, until stop: AdaptiveStop?,
    progress: @escaping @Sendable (Transcript) -> Void
  ) async throws -> RunEnding {
    let server = try await EmbeddedServer.start(suite, trials: plan.trials) { recorder.log($0) }
    let host = EmbeddedToolHost(server, client: client)
    let runner = Runner(
      suite: suite, models: models.models, host: host, recorder: recorder, limits: limits.run, progress: progress)
    let result = await Result { try await runner.run(plan, except: done) { stop?.isSpared($0) ?? false } }
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
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
