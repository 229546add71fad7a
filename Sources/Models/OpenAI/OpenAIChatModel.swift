import CurlHTTP
package import EvalCore
import OrderedJSON

/// Asks an OpenAI Chat Completions endpoint, or anything compatible with one.
package final class OpenAIChatModel: LanguageModel {
  package let card: ModelCard
  private let model: String
  private let access: Credentials.Access
  private let sampling: Sampling?
  private let wire: EndpointWire
  private let catalogues = EncodedCatalogues()

  /// Bytes of an answer.
  private static let responseLimit = 16 << 20

  /// - Parameter sampling: laid over the sampling of each request.
  package init(
    card: ModelCard, model: String, access: Credentials.Access, sampling: Sampling? = nil, wire: EndpointWire
  ) {
    self.card = card
    self.model = model
    self.access = access
    self.sampling = sampling
    self.wire = wire
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    let asked = sampling.map(request.with) ?? request
    let tools = try catalogues.tools(of: asked.catalogue)
    let body = try ChatRequest(
      model: model, request: asked, tools: tools, usesCompletionTokens: access.isVendorsOwn
    ).body()
    let exchange = EndpointExchange(client: wire.client, request: wireRequest(body), isStream: asked.isStream)
    var wasUnparsable = false
    return try await wire.retries.run { () async throws(Retries.Attempt) in
      let answer = try await exchange.attempt()
      do throws(ErrorAnswer) {
        return try ChatResponse(answer, wire.redactor)
          .answer(tools.names, taken: asked.callIDs, latencyMilliseconds: answer.milliseconds)
      } catch {
        defer { if case .unparsable = error { wasUnparsable = true } }
        return try error.answer(after: answer, isConfirmed: wasUnparsable)
      }
    }
  }

  private func wireRequest(_ body: [UInt8]) -> CurlRequest {
    var headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")]
    if let key = access.key { headers.append(("Authorization", "Bearer \(key)")) }
    var request = CurlRequest("POST", access.baseURL + "/chat/completions", headers: headers, body: body)
    request.timeout = wire.limits.timeout
    request.idleTimeout = wire.limits.timeout
    request.responseLimit = Self.responseLimit
    return request
  }
}

extension EndpointExchange {
  fileprivate func attempt() async throws(Retries.Attempt) -> EndpointAnswer {
    do { return try await answer() } catch { throw Retries.Attempt(error) }
  }
}

extension ErrorAnswer {
  /// What a trial gets of it: an output that the endpoint could not parse is the model's mistake once it has recurred.
  fileprivate func answer(after answer: EndpointAnswer, isConfirmed: Bool) throws(Retries.Attempt) -> ModelAnswer {
    switch self {
    case .refused(let message):
      ModelAnswer(text: message, finish: .refused, latencyMilliseconds: answer.milliseconds)
    case .unparsable(let message) where isConfirmed:
      ModelAnswer(text: message, finish: .unparsable, latencyMilliseconds: answer.milliseconds)
    case .unparsable(let message):
      throw Retries.Attempt(EndpointFailure(.server, status: answer.head.status, message: message))
    case .failure(let failure):
      throw Retries.Attempt(failure, retryAfter: RetryAfter.seconds(answer.head.headers["Retry-After"]))
    }
  }
}

extension ModelRequest {
  /// The same request with another sampling laid over its own.
  fileprivate func with(_ sampling: Sampling) -> ModelRequest {
    ModelRequest(
      trial: trial, turn: turn, conversation: conversation, catalogue: catalogue,
      sampling: self.sampling.overlaid(by: sampling), toolChoice: sampling.toolChoice ?? toolChoice)
  }

  fileprivate var isStream: Bool { sampling.extra["openai"]?["stream"] == true }

  /// The ids of the calls made so far.
  var callIDs: Set<String> {
    Set(
      conversation.flatMap { entry -> [String] in
        if case .assistant(_, let calls) = entry { calls.map(\.id) } else { [] }
      })
  }
}
