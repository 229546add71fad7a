import EvalCore
import Models

/// What stands between a run's models and the network, from the outside in: the recording, the budget, the border.
struct ExchangeLayers {
  let recording: RecordingMode?
  private let budget: RunBudget?
  private let isOffline: Bool
  /// Nil for a recording alone, which nobody has to wait for.
  let pacing: RunPacing?

  /// - Parameter trials: of the plan that is to be answered.
  init(
    _ settings: SpendingSettings, answering trials: [Trial], of models: [ModelChoice], _ prices: [String: TokenPrice]
  ) throws {
    do {
      recording = try RecordingMode(record: settings.record, replay: settings.replay, trials: trials)
    } catch {
      throw CommandFailure(error)
    }
    budget = try Self.budget(settings, models, prices)
    isOffline = settings.isOffline
    if case .replay = recording { pacing = nil } else { pacing = RunPacing() }
  }

  /// Nil for no limit.
  private static func budget(
    _ settings: SpendingSettings, _ models: [ModelChoice], _ prices: [String: TokenPrice]
  ) throws -> RunBudget? {
    guard settings.mostDollars != nil || settings.mostRequests != nil else { return nil }
    do {
      return try RunBudget(
        mostRequests: settings.mostRequests, mostDollars: settings.mostDollars,
        models: models.filter { $0.provider != nil }.map(\.name), prices: prices)
    } catch {
      throw CommandFailure(.wrongInput, error.description)
    }
  }

  /// A recorded failure recurs at once.
  var retries: Retries {
    if case .replay = recording { Retries(pause: { _ in }) } else { Retries() }
  }

  func wrap(_ network: any Exchange) -> any Exchange {
    var exchange = network
    if isOffline { exchange = OfflineExchange(exchange) }
    if let budget { exchange = BudgetExchange(budget, asking: exchange) }
    if let recording {
      exchange = RecordingExchange(recording, asking: exchange, redactor: Redactor.ofEnvironment)
    }
    return exchange
  }
}

extension CommandFailure {
  init(_ failure: RecordingFailure) { self.init(.wrongInput, failure.message, fix: failure.fix) }
}
