import CurlHTTP
package import EvalCore
import OrderedJSON

/// Asks a model behind an HTTP endpoint: a dialect words the question and reads the answer, all else is the same for every
/// provider.
package final class EndpointModel: LanguageModel {
  package let card: ModelCard
  private let model: String
  private let dialect: any Dialect
  private let access: Credentials.Access
  private let sampling: Sampling?
  private let wire: EndpointWire
  private let catalogues: EncodedCatalogues

  /// Bytes of an answer.
  private static let responseLimit = 16 << 20

  /// - Parameters:
  ///   - model: as the API names it.
  ///   - sampling: laid over the sampling of each request; a tool that it names has the control's name.
  package init(
    card: ModelCard, model: String, provider: Provider, access: Credentials.Access, sampling: Sampling? = nil,
    wire: EndpointWire
  ) {
    self.card = card
    self.model = model
    dialect = provider.dialect(at: access)
    self.access = access
    self.sampling = sampling
    self.wire = wire
    catalogues = EncodedCatalogues(dialect)
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    let asked = sampling.map(request.with) ?? request
    let question = Question(
      model: model, request: asked, tools: try catalogues.tools(of: asked.catalogue), provider: dialect.provider)
    let exchange = try exchange(question)
    var wasUnparsable = false
    return try await wire.retries.run { () async throws(Retries.Attempt) in
      let answer = try await attempt(exchange)
      do throws(ErrorAnswer) {
        guard answer.head.status < 300 else { throw ErrorAnswer(answer, wire.redactor) }
        return try dialect.answer(in: answer.body, wire.redactor)
          .made(question.tools.names, taken: asked.callIDs, latencyMilliseconds: answer.milliseconds)
      } catch {
        defer { if case .unparsable = error { wasUnparsable = true } }
        return try error.answer(after: answer, isConfirmed: wasUnparsable)
      }
    }
  }

  private func exchange(_ question: Question) throws(EndpointFailure) -> EndpointExchange {
    let url = access.baseURL.appendingPath(dialect.path(of: question))
    let headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")]
    var request = CurlRequest(
      "POST", url, headers: headers + dialect.headers(key: access.key).map { ($0.name, $0.value) },
      body: try dialect.body(of: question))
    request.timeout = wire.limits.timeout
    request.idleTimeout = wire.limits.timeout
    request.responseLimit = Self.responseLimit
    let asked = question.request
    return EndpointExchange(
      request: request, isStream: question.isStream, isEnd: { [dialect] in dialect.isEnd($0) }, model: card.name,
      trial: asked.trial, turn: asked.turn)
  }

  private func attempt(_ exchange: EndpointExchange) async throws(Retries.Attempt) -> EndpointAnswer {
    do { return try await wire.answer(to: exchange) } catch { throw Retries.Attempt(error) }
  }
}

extension String {
  /// A base URL and a path, where the base may already end in the version that the path begins with.
  fileprivate func appendingPath(_ path: String) -> String {
    let version = path.dropFirst().prefix { $0 != "/" }
    let isThere = hasSuffix("/\(version)") && !hasSuffix("//\(version)")
    return isThere ? dropLast(version.count + 1) + path : self + path
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
      throw Retries.Attempt(failure, retryAfter: RetryAfter.seconds(askedBy: answer))
    }
  }
}

extension ModelRequest {
  /// The same request with another sampling laid over its own.
  fileprivate func with(_ sampling: Sampling) -> ModelRequest {
    ModelRequest(
      trial: trial, turn: turn, conversation: conversation, catalogue: catalogue,
      sampling: self.sampling.overlaid(by: sampling),
      toolChoice: sampling.toolChoice.map(names.shownChoice) ?? toolChoice, names: names)
  }

  /// The ids of the calls made so far.
  var callIDs: Set<String> {
    Set(
      conversation.flatMap { entry -> [String] in
        if case .assistant(_, let calls, _) = entry { calls.map(\.id) } else { [] }
      })
  }
}
