package import EvalCore
import Foundation
package import LoopbackHTTP

/// The MCP server inside a run: serves every variant of a suite at its own URL, answers the calls, and logs them.
///
/// `/mcp/TOKEN/VARIANT` lists a variant's tools; `/mcp/TOKEN/VARIANT/TRIAL` lists the trial's and carries its calls.
/// Every revision of the protocol is spoken at each of them, and `/sse` after either is for clients of HTTP+SSE.
package final class EmbeddedServer: Sendable {
  let offers: Offers
  private let server: LoopbackServer
  private let desk: Desk
  private let root: String

  /// - Parameters:
  ///   - trials: those that may call; none for a server that is not part of a run.
  ///   - host: an address of loopback, or 'localhost'.
  ///   - tls: what to speak https with; nil for plain http.
  ///   - token: the part of each path that others cannot guess; nil leaves it out, so that URLs stay the same.
  ///   - pageSize: tools in one answer to `tools/list`; nil for all.
  ///   - log: told of every request that a method answered, from any thread.
  /// - Throws: `LoopbackError`, or `CancellationError`.
  package static func start(
    _ suite: Suite, trials: [Trial] = [], host: String = "127.0.0.1", port: Int = 0, tls: LoopbackTLS? = nil,
    token: String? = EmbeddedServer.randomToken(), pageSize: Int? = nil,
    log: @escaping @Sendable (CallLogEntry) -> Void = { _ in }
  ) async throws -> EmbeddedServer {
    let offers = Offers(suite, trials: trials, pageSize: pageSize)
    let desk = Desk(log: log)
    let ladder = Ladder(hosts: [host.lowercased()], scheme: tls == nil ? "http" : "https")
    let front = Front(offers: offers, desk: desk, ladder: ladder, token: token, sessions: EventSessions(desk))
    let server = try await LoopbackServer.start(host: host, port: port, tls: tls, limits: limits) {
      await front.answer($0)
    }
    return EmbeddedServer(server, desk, offers, token: token)
  }

  private init(_ server: LoopbackServer, _ desk: Desk, _ offers: Offers, token: String?) {
    self.server = server
    self.desk = desk
    self.offers = offers
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
  package func sseURL(variant: String) -> String { Address(variant: variant, door: .events).path(under: root) }

  /// What a request may have; beyond it the server refuses one unread.
  static let limits = LoopbackLimits()

  /// Answers a call that is too large to be read from the wire as if it had come over it, and logs it.
  ///
  /// - Parameter call: the whole message.
  /// - Returns: nil where nothing is served for the trial.
  func answer(_ call: RPCRequest, in trial: Trial) async -> [UInt8]? {
    guard let offer = offers.offer(variant: trial.variant, trial: trial.number) else { return nil }
    let route = Route(request: call, revision: .july2026, client: Implementation.name)
    let place = Place(variant: trial.variant, trial: trial.number, offer: offer)
    let answer = desk.answer(.one(route), at: place)
    if answer.delayMilliseconds > 0 { try? await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
    desk.logged(answer)
    return answer.body
  }

  /// What the server kept for a trial may go.
  func end(_ trial: Trial) { desk.faults.forget(trial.number) }

  package func stop() async { await server.stop() }
}
