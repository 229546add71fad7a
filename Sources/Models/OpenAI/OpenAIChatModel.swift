package import CurlHTTP
package import EvalCore
import OrderedJSON
import Synchronization

/// Asks an OpenAI Chat Completions endpoint, or anything compatible with one.
package final class OpenAIChatModel: LanguageModel {
  package let card: ModelCard
  private let model: String
  private let access: Credentials.Access
  private let sampling: Sampling?
  private let client: CurlClient
  private let retries: Retries
  private let limits: EndpointLimits
  /// Encoded tools by catalogue key: encoding hundreds of tools for each trial would dwarf everything else. Shared by all
  /// trials, hence the lock.
  private let encodedTools = Mutex<[String: FunctionTools]>([:])

  /// - Parameter sampling: laid over the sampling of each request.
  package init(
    card: ModelCard, model: String, access: Credentials.Access, sampling: Sampling?, client: CurlClient, retries: Retries,
    limits: EndpointLimits
  ) {
    self.card = card
    self.model = model
    self.access = access
    self.sampling = sampling
    self.client = client
    self.retries = retries
    self.limits = limits
  }

  /// The lexical model behind its own endpoint.
  static func lexical(name: String, url: String, client: CurlClient, limits: EndpointLimits) -> OpenAIChatModel {
    let card = ModelCard(
      name: name, isDeterministic: true, givesArguments: false,
      note: "BM25 over names, descriptions and parameters: not a language model, gives no arguments, judged by tools")
    return OpenAIChatModel(
      card: card, model: "lexical", access: Credentials.Access(baseURL: url, key: nil), sampling: nil, client: client,
      retries: Retries(), limits: limits)
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    let tools = functionTools(request.catalogue)
    let asked = sampling.map(request.with) ?? request
    let body = ChatRequest(model: model, request: asked, tools: tools).body
    return try await retries.run { [self] number throws(Retries.Attempt) in
      try await attempt(number, body: body, isStream: asked.isStream, tools: tools, turn: request.turn)
    }
  }

  private func functionTools(_ catalogue: Catalogue) -> FunctionTools {
    if let tools = encodedTools.withLock({ $0[catalogue.key] }) { return tools }
    let tools = FunctionTools(catalogue)
    encodedTools.withLock { $0[catalogue.key] = tools }
    return tools
  }

  private func attempt(
    _ number: Int, body: [UInt8], isStream: Bool, tools: FunctionTools, turn: Int
  ) async throws(Retries.Attempt) -> ModelAnswer {
    let answer: ChatExchange.Answer
    do throws(CurlFailure) {
      answer = try await ChatExchange(client: client, request: wireRequest(body), isStream: isStream).answer()
    } catch {
      throw Retries.Attempt(EndpointFailure(error))
    }
    guard answer.status == 200 else { return try errorAnswer(answer, number: number) }
    do throws(EndpointFailure) {
      return try answer.response().answer(tools: tools, turn: turn, latencyMilliseconds: answer.milliseconds)
    } catch {
      throw Retries.Attempt(error)
    }
  }

  /// An answer that the endpoint could not parse is the model's mistake when it recurs.
  private func errorAnswer(_ answer: ChatExchange.Answer, number: Int) throws(Retries.Attempt) -> ModelAnswer {
    switch ErrorAnswer(status: answer.status, body: answer.body) {
    case .refused(let message):
      return ModelAnswer(text: message, finish: .refused, latencyMilliseconds: answer.milliseconds)
    case .unparsable(let message) where number > 1:
      return ModelAnswer(text: message, finish: .unparsable, latencyMilliseconds: answer.milliseconds)
    case .unparsable(let message):
      throw Retries.Attempt(EndpointFailure(.server, status: answer.status, message: message))
    case .failure(let failure):
      throw Retries.Attempt(failure, retryAfter: answer.retryAfter)
    }
  }

  private func wireRequest(_ body: [UInt8]) -> CurlRequest {
    var headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")]
    if let key = access.key { headers.append(("Authorization", "Bearer \(key)")) }
    var request = CurlRequest("POST", access.baseURL + "/chat/completions", headers: headers, body: body)
    request.timeout = limits.timeout
    request.idleTimeout = limits.timeout
    return request
  }
}

extension ModelRequest {
  /// The same request with another sampling laid over its own.
  fileprivate func with(_ sampling: Sampling) -> ModelRequest {
    ModelRequest(
      trial: trial, turn: turn, conversation: conversation, catalogue: catalogue, sampling: self.sampling.overlaid(by: sampling),
      toolChoice: sampling.toolChoice ?? toolChoice)
  }

  fileprivate var isStream: Bool { sampling.extra["openai"]?["stream"] == true }
}
