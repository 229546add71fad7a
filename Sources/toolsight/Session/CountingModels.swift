import OrderedJSON
import CurlHTTP
import EvalCore
import Models

/// Models that are asked for nothing but the tokens of their prompts; those that cannot count are never opened, so that
/// they need no key.
struct CountingModels: Sendable {
  private let chosen: ChosenModels
  /// By name.
  private let models: [String: EndpointModel]

  private static let timeout = Duration.seconds(60)
  /// Requests under way at a time.
  private static let atOnce = 4

  /// Opens the models, asks them, and closes them again; Ctrl-C ends it.
  static func withOpen<Value: Sendable>(
    _ chosen: ChosenModels, _ body: @escaping @Sendable (CountingModels) async throws -> Value
  ) async throws -> Value {
    let counting = try Set(chosen.choices.filter(counts).map(\.name))
    let client = CurlClient(maxConcurrent: atOnce)
    let open = try await chosen.only(counting).open(
      client: client, limits: EndpointLimits(timeout: timeout, concurrency: atOnce), pacing: RunPacing())
    let models = open.models.compactMap { $0 as? EndpointModel }
    let asked = CountingModels(
      chosen: chosen,
      models: models.keyed(by: \.card.name))
    let interrupts = Interrupts()
    let result = await Result { try await interrupts.withCancellation { try await body(asked) } }
    await open.close()
    await client.shutdown()
    if let exit = interrupts.exit {
      throw CommandFailure(exit, [Message("not everything was counted", label: "interrupted")])
    }
    return try result.get()
  }

  private static func counts(_ choice: ModelChoice) throws -> Bool {
    do { return try choice.countsTokens() } catch { throw CommandFailure(.wrongInput, error.description) }
  }

  /// Each tool of a variant, and all of them.
  func tokens(
    of variant: Variant, by name: String, progress: @escaping @Sendable () -> Void
  ) async throws -> CatalogueTokens {
    let tools = variant.toolSet.tools
    guard let model = models[name] else { return CatalogueTokens(estimating: tools) }
    do throws(EndpointFailure) {
      return try await CatalogueTokens(tools, atOnce: Self.atOnce, countedBy: counter(model), progress: progress)
    } catch {
      throw couldNotCount(error, name)
    }
  }

  /// All tools of a variant.
  func all(of variant: Variant, by name: String) async throws -> TokenCount {
    let tools = variant.toolSet.tools
    guard let model = models[name] else { return CatalogueTokens(estimating: tools).all }
    do throws(EndpointFailure) {
      return try await CatalogueTokens.all(tools, countedBy: counter(model))
    } catch {
      throw couldNotCount(error, name)
    }
  }

  private func counter(_ model: EndpointModel) -> CatalogueTokens.Counter {
    { [sampling = chosen.suite.sampling] tools async throws(EndpointFailure) in
      try await model.promptTokens(with: tools, sampling: sampling)
    }
  }

  private func couldNotCount(_ failure: EndpointFailure, _ name: String) -> CommandFailure {
    let withoutEndpoint = failure.class == .modelNotFound || failure.class == .badRequest
    let hint = withoutEndpoint ? ", or do without: this endpoint may not count tokens, though its API does" : ""
    let advice = FailureAdvice(failure, of: name, among: chosen)
    return CommandFailure(.couldNotMeasure, "tokens not counted: \(advice.text)", fix: advice.fix + hint)
  }
}
