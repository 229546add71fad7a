import CurlHTTP
package import EvalCore
import Foundation
import OrderedJSON

/// Asks a model behind an HTTP endpoint: a dialect words the question and reads the answer, all else is the same for every
/// provider.
package final class EndpointModel: LanguageModel {
  package let card: ModelCard
  let model: String
  let dialect: any Dialect
  let access: EndpointAccess
  private let settings: EndpointSettings
  let sampling: Sampling?
  let wire: EndpointWire
  private let catalogues: EncodedCatalogues
  private let pacer: Pacer?
  private let first = FirstQuestion()
  private let visibility = ToolVisibilityCheck()

  /// Bytes of an answer.
  private static let responseLimit = 16 << 20
  /// To the same scheme, host and port.
  private static let mostRedirects = 3

  /// - Parameters:
  ///   - model: as the API names it.
  ///   - sampling: laid over the sampling of each request; a tool that it names has the control's name.
  ///   - limits: what the endpoint allows.
  ///   - settings: how it wants to be asked.
  package convenience init(
    card: ModelCard, model: String, provider: Provider, access: EndpointAccess, sampling: Sampling? = nil,
    limits: ConfiguredModel.Limits = ConfiguredModel.Limits(), settings: EndpointSettings = EndpointSettings(),
    wire: EndpointWire
  ) {
    self.init(
      card: card, model: model, dialect: provider.dialect(at: access, model: model, settings), access: access,
      sampling: sampling, limits: limits, settings: settings, wire: wire)
  }

  init(
    card: ModelCard, model: String, dialect: any Dialect, access: EndpointAccess, sampling: Sampling? = nil,
    limits: ConfiguredModel.Limits = ConfiguredModel.Limits(), settings: EndpointSettings = EndpointSettings(),
    wire: EndpointWire
  ) {
    self.card = card
    self.model = model
    self.dialect = dialect
    self.access = access
    self.settings = settings
    self.sampling = sampling
    self.wire = wire
    catalogues = EncodedCatalogues(dialect)
    pacer = wire.pacing?.pacer(for: access.baseURL, PaceLimits(limits, concurrency: wire.limits.concurrency))
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    let asked = request.laying(sampling)
    do throws(EndpointFailure) {
      return try await first.run(asked.trial.caseID) { () async throws(EndpointFailure) in
        try await ask(asked)
      }
    } catch {
      throw error.naming(asked.catalogue.tools, areWrapped: dialect.wrapsTools)
    }
  }

  package func hasAnsweredBefore() { first.release() }

  private func ask(_ asked: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    try visibility.admit(asked.trial.variant)
    let question = try question(asked)
    let exchange = try exchange(question)
    var server: String?
    var answer = try await answer(to: exchange, question, &server)
    answer.seed = asked.sampling.sentSeed(by: dialect)
    let weight = PromptWeight(requestBytes: exchange.bytes, toolBytes: question.tools.encoded.count)
    let isLlama = LlamaProperties.isServer(server)
    try await visibility.judge(answer, of: asked.catalogue, in: asked.trial.variant, weight: weight) { doubt in
      await evidence(asked, doubt, isLlama: isLlama) { weight.isSame(answer.usage.promptCount, $0) }
    }
    try question.checkChoice(answer)
    return answer
  }

  /// - Parameter server: becomes what the endpoint calls itself.
  func answer(
    to exchange: ExchangeRequest, _ question: Question, _ server: inout String?
  ) async throws(EndpointFailure) -> ModelAnswer {
    var wasUnparsable = false
    var said: String?
    let made = try await pace(tokens: exchange.bytes / 4) { (turn: inout PacedTurn) async throws(Retries.Attempt) in
      let answer = try await attempt(exchange, &turn)
      said = answer.response.header("Server")
      do throws(ErrorAnswer) {
        let read = try dialect.answer(in: answer.success(wire.redactor), wire.redactor)
          .ended(withinTokens: question.sampling.maxOutputTokens)
        var made = read.modelAnswer(
          question.tools.names, taken: question.request.callIDs, latencyMilliseconds: answer.milliseconds)
        made.origin = origin(of: answer, naming: read.provider)
        turn.note(made.usage)
        return made
      } catch {
        let error = error.resolve(askedWith: exchange.wire.body)
        defer { if case .unparsable = error { wasUnparsable = true } }
        if case .unparsable = error { turn.ignoreFailure() }
        if case .failure(let failure) = error, failure.isRefusal { first.noteTrouble() }
        do throws(Retries.Attempt) {
          return try error.answer(after: answer, isConfirmed: wasUnparsable)
        } catch {
          throw Retries.Attempt(error.failure.from(origin(of: answer, refusing: error)), retryAfter: error.retryAfter)
        }
      }
    }
    server = said
    return made
  }

  /// With its retries, each in its turn where the run paces its requests.
  ///
  /// - Parameter tokens: that a request is expected to use of what the endpoint allows a minute.
  func pace<Value>(
    tokens: Int, _ attempt: (inout PacedTurn) async throws(Retries.Attempt) -> Value
  ) async throws(EndpointFailure) -> Value {
    if let pacer { return try await wire.retries.run(at: pacer, tokens: tokens, attempt) }
    return try await wire.retries.run { () async throws(Retries.Attempt) in
      var turn = PacedTurn(lane: 0, round: 0, estimate: 0, isProbe: false)
      return try await attempt(&turn)
    }
  }

  /// For a model that is known, from what an earlier attempt kept, to have called a listed tool.
  func settleVisibility() { visibility.settle() }

  func question(_ asked: ModelRequest) throws(EndpointFailure) -> Question {
    Question(model: model, request: asked, tools: try catalogues.tools(of: asked.catalogue), api: dialect.name)
  }

  func exchange(_ question: Question) throws(EndpointFailure) -> ExchangeRequest {
    exchange(question, at: dialect.path(of: question), try dialect.body(of: question), isStream: question.isStream)
  }

  /// - Parameter path: after the base URL.
  func exchange(_ question: Question, at path: String, _ body: [UInt8], isStream: Bool) -> ExchangeRequest {
    let url = settings.append(to: access.baseURL.appendingPath(path))
    let headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")]
    var request = CurlRequest(
      "POST", url, headers: settings.overlay(on: headers + dialect.headers(key: access.key)), body: body)
    request.timeout = wire.limits.timeout
    request.idleTimeout = wire.limits.timeout
    request.responseLimit = Self.responseLimit
    request.redirects = Self.mostRedirects
    let asked = question.request
    return ExchangeRequest(
      trial: asked.trial, turn: asked.turn, wire: request, isStream: isStream, settings: settings,
      usage: dialect.usage, isEnd: { [dialect] in dialect.isEnd($0) })
  }

  /// - Parameter provider: as the body names the one that was asked.
  private func origin(of answer: EndpointAnswer, naming provider: String?) -> AnswerOrigin? {
    let told = AnswerOrigin(answer.response.headers, isVendorsOwn: access.isVendorsOwn, wire.redactor)
    return AnswerOrigin.naming(provider, told, wire.redactor)
  }

  private func origin(of answer: EndpointAnswer, refusing attempt: Retries.Attempt) -> AnswerOrigin? {
    origin(of: answer, naming: attempt.failure.upstream)
  }

  /// Notes what its headers say of limits, and who answered.
  func attempt(
    _ exchange: ExchangeRequest, _ turn: inout PacedTurn
  ) async throws(Retries.Attempt) -> EndpointAnswer {
    let answer: EndpointAnswer
    do { answer = try await wire.answer(to: exchange) } catch { throw Retries.Attempt(error) }
    let response = answer.response
    turn.note(
      RateHint(now: Date()) { $0.hasPrefix("retry-after") ? response.waitHeader($0) : response.header($0) })
    if answer.isFromElsewhere { turn.markForeign() }
    return answer
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

extension ModelRequest {
  /// The request as it is put: a model's own sampling laid over its own, with the seed of its repeat.
  fileprivate func laying(_ own: Sampling?) -> ModelRequest {
    var laid = own.map(sampling.overlaid) ?? sampling
    for (provider, members) in constraint {
      laid.extra[provider] = (laid.extra[provider] ?? [:]).overlaid(by: members)
    }
    return ModelRequest(
      trial: trial, turn: turn, conversation: conversation, catalogue: catalogue, sampling: laid.ofRepeat(trial.repeat),
      toolChoice: own?.toolChoice.map(names.shownChoice) ?? toolChoice, names: names)
  }

  /// The ids of the calls made so far.
  var callIDs: Set<String> {
    Set(
      conversation.flatMap { entry -> [String] in
        if case .assistant(_, let calls, _) = entry { calls.map(\.id) } else { [] }
      })
  }
}
