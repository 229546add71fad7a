package import CurlHTTP
package import EvalCore

/// The models of a run, opened together and closed together: the lexical one brings an endpoint of its own.
package final class OpenModels: Sendable {
  package let models: [any LanguageModel]
  private let endpoint: LexicalEndpoint?

  package var cards: [ModelCard] { models.map(\.card) }

  /// - Parameters:
  ///   - sampling: the suite's own, for remarks on what of it is not sent.
  ///   - client: carries every request; the caller shuts it down.
  ///   - layers: what stands between providers and the network; the lexical model's own endpoint is asked straight.
  ///   - pacing: of the endpoints that are asked; nil to wait for nothing.
  ///   - script: reads the lines of a `script:` file.
  /// - Throws: ``ModelSetupError`` for what the operator mends, and whatever `script` throws.
  package static func open(
    _ choices: [ModelChoice], sampling: Sampling = Sampling(), credentials: Credentials, client: CurlClient,
    limits: EndpointLimits,
    retries: Retries = Retries(), through layers: (any Exchange) -> any Exchange = { $0 }, pacing: RunPacing? = nil,
    script: (ModelReference) throws -> [ScriptLine]
  ) async throws -> OpenModels {
    try checkNames(choices)
    for choice in choices { try choice.check(credentials) }
    let redactor = Redactor(keys: credentials.keys)
    let network = NetworkExchange(client)
    let own = EndpointWire(exchange: network, retries: retries, limits: limits, redactor: redactor)
    let wire = EndpointWire(
      exchange: layers(network), retries: retries, limits: limits, pacing: pacing, redactor: redactor)
    var endpoint: LexicalEndpoint?
    var models: [any LanguageModel] = []
    do {
      for choice in choices {
        if choice.isLexical {
          let running = if let endpoint { endpoint } else { try await LexicalEndpoint.start() }
          endpoint = running
          models.append(EndpointModel.lexical(name: choice.name, url: running.url, wire: own))
        } else {
          models.append(
            try model(choice, sampling: sampling, credentials: credentials, wire: wire, script: script))
        }
      }
    } catch {
      await endpoint?.stop()
      throw error
    }
    return OpenModels(models, endpoint: endpoint)
  }

  private init(_ models: [any LanguageModel], endpoint: LexicalEndpoint?) {
    self.models = models
    self.endpoint = endpoint
  }

  package func close() async { await endpoint?.stop() }

  /// Tells each model whether an earlier attempt at the run kept a call of an offered tool by it: then its tools are shown.
  ///
  /// - Parameter tools: the names of all that are offered.
  package func resume(from kept: [Transcript], offering tools: Set<String>) {
    let callers = Set(kept.filter { $0.calls.contains { tools.contains($0.name) } }.map(\.trial.model))
    for case let model as EndpointModel in models where callers.contains(model.card.name) { model.settleVisibility() }
  }

  private static func model(
    _ choice: ModelChoice, sampling: Sampling, credentials: Credentials, wire: EndpointWire,
    script: (ModelReference) throws -> [ScriptLine]
  ) throws -> any LanguageModel {
    let reference = choice.reference
    if reference.isScript {
      return ScriptedModel(name: choice.name, lines: try script(reference))
    }
    guard let provider = choice.provider else { throw ModelSetupError.unknown(choice) }
    let model = EndpointModel(
      card: choice.card(sampling), model: reference.name, provider: provider,
      access: try credentials.access(to: reference, vendor: provider.vendor),
      sampling: choice.sampling(at: provider), limits: choice.limits, settings: choice.endpoint,
      wire: wire)
    guard choice.tools == .constrained else { return model }
    return try ConstrainedModel(
      model, of: provider, logprobs: choice.logprobs, toolChoice: choice.sampling?.toolChoice)
  }

  /// Trials find their model by name.
  private static func checkNames(_ choices: [ModelChoice]) throws(ModelSetupError) {
    var seen: Set<String> = []
    for choice in choices where !seen.insert(choice.name).inserted {
      throw ModelSetupError("expected each model once, found '\(choice.name)' twice: name it once")
    }
  }
}

extension ModelChoice {
  /// Its sampling with what asks for log-probabilities; a constrained model asks for them itself, where it wants them.
  fileprivate func sampling(at provider: Provider) -> Sampling? {
    guard let logprobs, tools == .native, let members = provider.likelihoods?(logprobs) else { return sampling }
    var asking = Sampling()
    asking.extra[provider.name] = members
    return (sampling ?? Sampling()).overlaid(by: asking)
  }
}

extension ModelSetupError {
  static func unknown(_ choice: ModelChoice) -> ModelSetupError {
    if choice.reference.provider == "agent" {
      return ModelSetupError(
        "model '\(choice.name)': agents are not in this version: name a model, e.g. openai:gpt-5-mini")
    }
    let names = Provider.all.map(\.name).joined(separator: ", ")
    return ModelSetupError(
      "model '\(choice.name)' is none of lexical, script:FILE, PROVIDER:NAME[@URL] (providers: \(names)), and no name "
        + "under 'models' in toolsight.yaml")
  }
}
