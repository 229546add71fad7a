import CurlHTTP
import EvalCore
import History
import Models

/// Opens a session for each suite, and closes all of them whatever happens in between.
func withSessions<Value>(
  _ suites: [Suite], _ settings: RunSettings, in history: HistoryFile, _ console: Console,
  _ body: ([Session]) async throws -> Value
) async throws -> Value {
  var sessions: [Session] = []
  let result = await Result {
    for suite in suites { sessions.append(try await Session.open(suite, settings, in: history, console)) }
    return try await body(sessions)
  }
  for session in sessions { await session.close() }
  return try result.get()
}

extension Session {
  fileprivate static func open(
    _ suite: Suite, _ settings: RunSettings, in history: HistoryFile, _ console: Console
  ) async throws -> Session {
    let isAnsweredHere = settings.spending.replay != nil || settings.spending.isOffline
    let chosen = try ChosenModels(settings.models, for: suite, needsKeys: !isAnsweredHere)
    for remark in try chosen.remarks() { console.remark(remark) }
    let store = try history.open()
    do {
      return try await open(suite, settings, chosen, store)
    } catch {
      try? store.close()
      throw error
    }
  }

  private static func open(
    _ suite: Suite, _ settings: RunSettings, _ chosen: ChosenModels, _ store: HistoryStore
  ) async throws -> Session {
    let plan = Plan(suite, models: chosen.cards, settings.selection)
    let prices = try PriceSource(table: settings.spending.priceTable).prices(
      of: chosen.cards.map(\.name), beside: suite.path)
    let layers = try ExchangeLayers(settings.spending, answering: plan.trials, of: chosen.choices, prices)
    // A trial asks a model or the embedded server, never both at a time.
    let client = CurlClient(maxConcurrent: settings.limits.concurrency)
    var settings = settings
    settings.limits.concurrency = chosen.trialsAtOnce(settings.limits)
    do {
      let models = try await chosen.open(
        client: client, limits: settings.limits.endpoint, retries: layers.retries, through: layers.wrap,
        pacing: layers.pacing)
      return Session(
        suite: suite, plan: plan, chosen: chosen, prices: prices, settings: settings, layers: layers, client: client,
        models: models, store: store, executions: Executions(suite, client: client))
    } catch {
      await client.shutdown()
      throw error
    }
  }
}

extension Plan {
  init(_ suite: Suite, models: [ModelCard], _ selection: SelectionSettings) {
    self.init(
      suite, models: models, repeats: selection.repeats, seed: selection.seed, isAdaptive: selection.isAdaptive)
  }
}
