import CurlHTTP
import EvalCore
import Foundation
import MCP
import Models
import SuiteFiles

/// A whole run inside the test, over real sockets, on a clock of its own: it stands still, so that pauses take no time and
/// nothing is ever late. Only a silent endpoint is given up after a moment, and that is right however long the moment takes.
struct HostileRoad {
  let key: String
  let repeats: Int

  private static let concurrency = 64
  private static let standing = PaceClock(now: { .zero }, sleep: { _ in })
  /// Longer than any test.
  private static let ages = Duration.seconds(36_000)

  func run(
    _ file: String, in workplace: Workplace, asking providers: [Provider], at url: String
  ) async throws -> Run {
    let suite = try SuiteReader(ProjectFolder(root: workplace.path, workingDirectory: workplace.path)).read(file).suite
    let client = CurlClient(maxConcurrent: Self.concurrency)
    let models = models(of: providers, at: url, client)
    let plan = Plan(suite, models: models.map(\.card), repeats: repeats)
    let server = try await EmbeddedServer.start(suite, trials: plan.trials)
    let kept = Kept()
    let runner = Runner(
      suite: suite, models: models, host: EmbeddedToolHost(server, client: client), recorder: kept,
      limits: RunLimits(concurrency: Self.concurrency, trialTimeout: Self.ages / .seconds(1)), progress: { _ in })
    let ending = try await runner.run(plan)
    await server.stop()
    await client.shutdown()
    guard ending == .complete else { throw Story.Unfinished(ending: ending) }
    let record = RunRecord(
      id: "0123456789ab", suiteName: suite.name, suitePath: suite.path, startedAt: Date(), seed: plan.seed,
      repeats: repeats, toolsightVersion: "0", git: nil, conditions: "sha256:0")
    return Run(record: record, suite: suite, plan: plan, transcripts: kept.transcripts)
  }

  private func models(of providers: [Provider], at url: String, _ client: CurlClient) -> [EndpointModel] {
    let wire = EndpointWire(
      exchange: Impatient(inner: NetworkExchange(client)), retries: Retries(pause: { _ in }),
      limits: EndpointLimits(timeout: Self.ages, concurrency: Self.concurrency),
      pacing: RunPacing(clock: Self.standing),
      redactor: Redactor(keys: ["A_KEY": key]))
    return providers.map { provider in
      EndpointModel(
        card: ModelCard(name: provider.model(at: url)), model: "any", provider: provider,
        access: EndpointAccess(baseURL: "\(url)/v1", key: key, isVendorsOwn: false), wire: wire)
    }
  }

  /// Waits for an answer to a prompt that gets none for a moment only.
  private struct Impatient: Exchange {
    let inner: any Exchange

    func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
      let body = String(decoding: request.wire.body ?? [], as: UTF8.self)
      guard body.contains("[\(HostileRunTests.silence)]") else { return try await inner.response(to: request) }
      var wire = request.wire
      wire.timeout = .milliseconds(50)
      wire.idleTimeout = .milliseconds(50)
      return try await inner.response(
        to: ExchangeRequest(
          trial: request.trial, turn: request.turn, wire: wire, isStream: request.isStream, isEnd: request.isEnd))
    }
  }
}
