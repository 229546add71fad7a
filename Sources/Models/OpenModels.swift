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
    _ requests: [ModelChoice], credentials: Credentials, client: CurlClient, limits: EndpointLimits,
    script: (String) throws -> [ScriptLine]
  ) async throws -> OpenModels {
    let retries = Retries()
    var endpoint: LexicalEndpoint?
    var models: [any LanguageModel] = []
    for request in requests {
      switch request.reference.provider {
      case "lexical" where request.reference.name.isEmpty:
        let running = if let endpoint { endpoint } else { try await LexicalEndpoint.start() }
        endpoint = running
        models.append(OpenAIChatModel.lexical(name: request.name, url: running.url, client: client, limits: limits))
      case "script":
        models.append(ScriptedModel(name: request.name, lines: try script(request.reference.name)))
      case "openai":
        let access = try credentials.access(to: request.reference, vendor: .openAI)
        models.append(
          OpenAIChatModel(
            card: ModelCard(name: request.name), model: request.reference.name, access: access, sampling: request.sampling,
            client: client, retries: retries, limits: limits))
      default:
        await endpoint?.stop()
        throw ModelSetupError.unknown(request)
      }
    }
    return OpenModels(models, endpoint: endpoint)
  }

  private init(_ models: [any LanguageModel], endpoint: LexicalEndpoint?) {
    self.models = models
    self.endpoint = endpoint
  }

  package func close() async { await endpoint?.stop() }
}

/// A model that a run asks for: the name that tables show, where it lives, and how it is asked to sample.
package struct ModelChoice: Sendable {
  package let name: String
  package let reference: ModelReference
  /// Laid over the suite's own sampling.
  package let sampling: Sampling?

  package init(name: String, reference: ModelReference, sampling: Sampling? = nil) {
    self.name = name
    self.reference = reference
    self.sampling = sampling
  }
}

/// What one request to an endpoint may take.
package struct EndpointLimits: Sendable {
  /// For a request, from its start to the answer's last byte.
  package var timeout: Duration

  package init(timeout: Duration = .seconds(120)) { self.timeout = timeout }
}

extension ModelSetupError {
  fileprivate static func unknown(_ request: ModelChoice) -> ModelSetupError {
    let known = "lexical, script:FILE, openai:NAME[@URL]"
    return switch request.reference.provider {
    case "openai-responses", "anthropic", "gemini", "ollama":
      ModelSetupError(
        "model '\(request.name)': the provider '\(request.reference.provider)' is not in this version, which has \(known); "
          + "an OpenAI-compatible endpoint of it works as openai:NAME@URL")
    default:
      ModelSetupError("model '\(request.name)' is none of \(known), and no name under 'models' in toolsight.yaml")
    }
  }
}
