import CurlHTTP
import EvalCore
import Execution
import Foundation
import History
import MCP
import Models

/// One run of one suite with all that it needs of the world, opened together and closed together.
struct Session {
  let suite: Suite
  let plan: Plan
  let chosen: ChosenModels
  let prices: [String: TokenPrice]
  let settings: RunSettings
  let layers: ExchangeLayers
  let client: CurlClient
  let models: OpenModels
  let store: HistoryStore
  let executions: Executions
  private let catalogues = Catalogues()

  func close() async {
    await models.close()
    await client.shutdown()
    try? store.close()
  }

  /// Asks the plan's trials, or those that an earlier attempt lacks, and closes the session.
  ///
  /// - Parameters:
  ///   - reference: the run to resume; nil for a new one.
  ///   - parting: what is said of a run, by its id, when somebody will not wait for its end.
  func run(
    resuming reference: String? = nil, _ console: Console, _ interrupts: Interrupts,
    parting: (String) -> String? = { _ in nil }
  ) async throws -> (Run, RunEnding) {
    try await executions.check(suite, console)
    let start =
      try reference.map { try Start(resuming: $0, plan: plan, suite: suite, store: store) }
      ?? Start(fresh: plan, shard: settings.selection.shard, suite: suite, store: store)
    do {
      return try await run(from: start, console, interrupts, parting(start.record.id))
    } catch let failure as HistoryFailure {
      let kept = "what was recorded of run \(start.record.id); resume it with --resume \(start.record.id)"
      throw CommandFailure(.couldNotMeasure, [Message(failure), Message(kept, label: "kept")])
    }
  }

  private func run(
    from start: Start, _ console: Console, _ interrupts: Interrupts, _ parting: String?
  ) async throws -> (Run, RunEnding) {
    console.remark(start.remark)
    let made = Transcripts(start.earlier.kept, of: plan.trials.count)
    let ending = try await ask(from: start, console, interrupts, parting) { made.append($0) }
    var record = start.record
    if ending == .complete {
      let end = Date()
      record.finishedAt = end
      try await start.recorder.finish(at: end)
    } else {
      try await start.recorder.flush()
    }
    // The next suite's run has its memory.
    await close()
    try sayWhatWasRecorded(of: record.id, console)
    return (Run(record: record, suite: suite, plan: plan, transcripts: made.all, catalogues: catalogues), ending)
  }

  private func ask(
    from start: Start, _ console: Console, _ interrupts: Interrupts, _ parting: String?,
    _ keep: @escaping @Sendable (Transcript) -> Void
  ) async throws -> RunEnding {
    let progress = ProgressLine(
      total: plan.trials.count, done: start.earlier.kept.count, prices: prices, console,
      remark: { [layers] in layers.pacing?.remark })
    models.resume(
      from: start.earlier.kept, offering: Set(suite.variants.flatMap { $0.toolSet.tools.map(\.name) }))
    let stop =
      plan.isAdaptive ? AdaptiveStop(start.record, suite, plan, kept: start.earlier.kept, catalogues: catalogues) : nil
    return try await progress.show {
      try await interrupts.withCancellation(parting: parting) { [self] in
        try await withDeadline(settings.limits.runTimeout) {
          try await ask(start, until: stop) {
            keep($0)
            progress.count($0)
            stop?.note($0)
          }
        }
      }
    }
  }

  private func ask(
    _ start: Start, until stop: AdaptiveStop?, progress: @escaping @Sendable (Transcript) -> Void
  ) async throws -> RunEnding {
    let server = try await EmbeddedServer.start(
      suite, trials: plan.trials, seed: plan.seed, executor: executions.executor, catalogues: catalogues
    ) {
      start.recorder.log($0)
    }
    let runner = Runner(
      suite: suite, models: models.models, host: EmbeddedToolHost(server, client: client), recorder: start.recorder,
      limits: settings.limits.run, progress: progress)
    let result = await Result { try await runner.run(plan, after: start.earlier) { stop?.isSpared($0) ?? false } }
    await server.stop()
    await executions.end()
    return try result.get()
  }

  private func sayWhatWasRecorded(of run: String, _ console: Console) throws {
    for remark in layers.recording?.remarks ?? [] { console.remark(remark) }
    guard let failure = layers.recording?.failure else { return }
    let kept =
      "run \(run) in the history, which toolsight report \(run) shows, and what was recorded before"
    throw CommandFailure(
      .couldNotMeasure, [Message(failure.message, fix: failure.fix), Message(kept, label: "kept")])
  }
}
