import Authorization
package import EvalCore
import Foundation
package import LoopbackHTTP

/// The MCP server inside a run: serves every variant of a suite at its own URL, answers the calls, and logs them.
///
/// `/mcp/TOKEN/VARIANT` lists a variant's tools; `/mcp/TOKEN/VARIANT/TRIAL` lists the trial's and carries its calls.
/// Every revision of the protocol is spoken at each of them, and `/sse` after either is for clients of HTTP+SSE.
package final class EmbeddedServer: Sendable {
  let variants: ServedVariants
  let catalogues: Catalogues
  private let server: LoopbackServer
  private let dispatcher: RequestDispatcher
  private let root: String
  /// Of a suite in which somebody is named.
  private let tokens: RunTokens?

  /// - Parameters:
  ///   - trials: those that may call; none for a server that is not part of a run.
  ///   - host: an address of loopback, or 'localhost'.
  ///   - tls: what to speak https with; nil for plain http.
  ///   - token: the part of each path that others cannot guess; nil leaves it out, so that URLs stay the same.
  ///   - pageSize: tools in one answer to `tools/list`; nil for all.
  ///   - seed: the run's, from which faults with a rate are drawn.
  ///   - executor: what does what is not canned; nil where nothing may be done.
  ///   - access: whose requests are answered; nil for anybody's. A run whose suite names principals has its own.
  ///   - catalogues: where the lists are compiled.
  ///   - log: told of every request that a method answered, from any thread.
  /// - Throws: `LoopbackError`, or `CancellationError`.
  package static func start(
    _ suite: Suite, trials: [Trial] = [], host: String = "127.0.0.1", port: Int = 0, tls: LoopbackTLS? = nil,
    token: String? = EmbeddedServer.randomToken(), pageSize: Int? = nil, seed: UInt64 = 1,
    executor: (any ToolExecuting)? = nil, access: Access? = nil, catalogues: Catalogues = Catalogues(),
    log: @escaping @Sendable (CallLogEntry) -> Void = { _ in }
  ) async throws -> EmbeddedServer {
    let variants = ServedVariants(suite, trials: trials, pageSize: pageSize, catalogues)
    let tokens = suite.hasPrincipals && !trials.isEmpty ? try await RunTokens(resource: ownResource) : nil
    let access =
      try tokens.map { Access($0, try ProtectedResource(resource: ownResource, authorizationServers: [])) } ?? access
    let dispatcher = RequestDispatcher(
      layers: LayerState(seed: seed, executor: executor), access: access, log: log)
    let validator = RequestValidator(hosts: [host.lowercased()], scheme: tls == nil ? "http" : "https")
    let endpoint = HTTPEndpoint(
      variants: variants, dispatcher: dispatcher, validator: validator, token: token,
      sessions: EventSessions(dispatcher), access: access)
    let server = try await LoopbackServer.start(host: host, port: port, tls: tls, limits: limits) {
      await endpoint.answer($0)
    }
    return EmbeddedServer(server, dispatcher, variants, catalogues, token: token, tokens)
  }

  private init(
    _ server: LoopbackServer, _ dispatcher: RequestDispatcher, _ variants: ServedVariants,
    _ catalogues: Catalogues, token: String?, _ tokens: RunTokens?
  ) {
    self.tokens = tokens
    self.server = server
    self.dispatcher = dispatcher
    self.variants = variants
    self.catalogues = catalogues
    root = server.url + Address.root(token: token)
  }

  /// 128 random bits in hexadecimal digits.
  package static func randomToken() -> String {
    (0..<2).map { _ in String(format: "%016llx", UInt64.random(in: .min ... .max)) }.joined()
  }

  package var port: Int { server.port }

  package func url(variant: String) -> String { Address(variant: variant).path(under: root) }
  package func url(_ trial: Trial) -> String {
    Address(variant: trial.variant, trial: trial.number).path(under: root)
  }

  /// Where a client opens the stream of HTTP+SSE, the transport of 2024-11-05.
  package func sseURL(variant: String) -> String { Address(variant: variant, transport: .events).path(under: root) }

  /// What a request may have; beyond it the server refuses one unread.
  static let limits = LoopbackLimits()

  /// Answers a call that is too large to be read from the wire as if it had come over it, and logs it.
  ///
  /// - Parameter call: the whole message.
  /// - Returns: nil where nothing is served for the trial.
  func answer(_ call: RPCRequest, in trial: Trial) async -> [UInt8]? {
    let caller = variants.principal(of: trial, in: trial.variant)
    guard let target = variants.target(trial.variant, trial: trial.number, for: caller) else { return nil }
    let route = Route(request: call, revision: .july2026, client: Implementation.name)
    let answer = await dispatcher.answer(.one(route), at: target)
    if answer.delayMilliseconds > 0 { try? await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
    dispatcher.record(answer)
    return answer.body
  }

  /// What the server kept for a trial may go.
  func end(_ trial: Trial) { dispatcher.layers.end(trial.number) }

  /// What the tokens of a run are for, which nobody outside of it has.
  private static let ownResource = "http://127.0.0.1/mcp"

  /// What a trial's requests say of whose they are; nothing where nobody is named.
  ///
  /// - Parameter isOwn: whether the trial's own URL is asked, or its variant's.
  func authorization(_ trial: Trial, isOwn: Bool) async throws(ToolHostFailure) -> [(name: String, value: String)] {
    guard let tokens, let principal = variants.principal(of: isOwn ? trial : nil, in: trial.variant) else { return [] }
    do {
      let token = try await tokens.token(
        subject: principal.subject, tenant: principal.tenant, scopes: Set(principal.scopes))
      return [("Authorization", "Bearer \(token)")]
    } catch {
      throw ToolHostFailure("no token for '\(principal.subject)': \(error)")
    }
  }

  package func stop() async { await server.stop() }
}
