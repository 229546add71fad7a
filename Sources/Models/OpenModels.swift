package import CurlHTTP
package import EvalCore

/// The models of a run, opened together and closed together: the lexical one brings an endpoint of its own.
package final class OpenModels: Sendable {
  package let models: [any LanguageModel]
  private let endpoint: LexicalEndpoint?

  package var cards: [ModelCard] { models.map(\.card) }

  /// - Parameters:
  ///   - client: carries every request; the caller shuts it down.
  ///   - script: reads the lines of a `script:` file.
  /// - Throws: ``ModelSetupError`` for what the operator mends, and whatever `script` throws.
  package static func open(
    _ choices: [ModelChoice], credentials: Credentials, client: CurlClient, limits: EndpointLimits,
    retries: Retries = Retries(), script: (ModelReference) throws -> [ScriptLine]
  ) async throws -> OpenModels {
    try checkNames(choices)
    let wire = EndpointWire(
      client: client, retries: retries, limits: limits, redactor: Redactor(keys: credentials.keys))
    var endpoint: LexicalEndpoint?
    var models: [any LanguageModel] = []
    do {
      for choice in choices {
        if choice.isLexical {
          let running = if let endpoint { endpoint } else { try await LexicalEndpoint.start() }
          endpoint = running
          models.append(OpenAIChatModel.lexical(name: choice.name, url: running.url, wire: wire))
        } else {
          models.append(try model(choice, credentials: credentials, wire: wire, script: script))
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

  private static func model(
    _ choice: ModelChoice, credentials: Credentials, wire: EndpointWire, script: (ModelReference) throws -> [ScriptLine]
  ) throws -> any LanguageModel {
    let reference = choice.reference
    switch reference.provider {
    case "script" where reference.url == nil && !reference.name.isEmpty:
      return ScriptedModel(name: choice.name, lines: try script(reference))
    case "openai":
      return OpenAIChatModel(
        card: ModelCard(name: choice.name), model: reference.name,
        access: try credentials.access(to: reference, vendor: .openAI), sampling: choice.sampling, wire: wire)
    default:
      throw ModelSetupError.unknown(choice)
    }
  }

  /// Trials find their model by name.
  private static func checkNames(_ choices: [ModelChoice]) throws(ModelSetupError) {
    var seen: Set<String> = []
    for choice in choices where !seen.insert(choice.name).inserted {
      throw ModelSetupError("expected models with names of their own, found '\(choice.name)' twice: name it once")
    }
  }
}

extension ModelSetupError {
  fileprivate static func unknown(_ choice: ModelChoice) -> ModelSetupError {
    let known = "lexical, script:FILE, openai:NAME[@URL]"
    return switch choice.reference.provider {
    case "openai-responses", "anthropic", "gemini", "ollama":
      ModelSetupError(
        "model '\(choice.name)': the provider '\(choice.reference.provider)' is not in this version, which has \(known); "
          + "an OpenAI-compatible endpoint of it works as openai:NAME@URL")
    default:
      ModelSetupError("model '\(choice.name)' is none of \(known), and no name under 'models' in toolsight.yaml")
    }
  }
}
