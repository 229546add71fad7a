package import EvalCore
import Foundation
import LoopbackHTTP
import OrderedJSON

/// The MCP server inside a run: serves every variant of a suite at its own URL, answers the calls, and logs them.
///
/// `/mcp/TOKEN/VARIANT` lists a variant's tools; `/mcp/TOKEN/VARIANT/TRIAL` lists the trial's and carries its calls.
/// Every revision of the protocol is spoken at each of them.
package final class EmbeddedServer: Sendable {
  let offers: Offers
  private let server: LoopbackServer
  private let desk: Desk
  private let root: String

  /// - Parameters:
  ///   - trials: those that may call; none for a server that is not part of a run.
  ///   - host: an address of loopback, or 'localhost'.
  ///   - token: the part of each path that others cannot guess; nil leaves it out, so that URLs stay the same.
  ///   - pageSize: tools in one answer to `tools/list`; nil for all.
  ///   - log: told of every request that a method answered, from any thread.
  /// - Throws: `LoopbackError`, or `CancellationError`.
  package static func start(
    _ suite: Suite, trials: [Trial] = [], host: String = "127.0.0.1", port: Int = 0,
    token: String? = EmbeddedServer.randomToken(), pageSize: Int? = nil,
    log: @escaping @Sendable (CallLogEntry) -> Void = { _ in }
  ) async throws -> EmbeddedServer {
    let offers = Offers(suite, trials: trials, pageSize: pageSize)
    let desk = Desk(log: log)
    let front = Front(offers: offers, desk: desk, ladder: Ladder(hosts: [host.lowercased()]), token: token)
    let server = try await LoopbackServer.start(host: host, port: port) { await front.answer($0) }
    return EmbeddedServer(server, desk, offers, token: token)
  }

  private init(_ server: LoopbackServer, _ desk: Desk, _ offers: Offers, token: String?) {
    self.server = server
    self.desk = desk
    self.offers = offers
    root = "\(server.url)/mcp" + (token.map { "/\($0)" } ?? "")
  }

  /// 128 random bits in hexadecimal digits.
  package static func randomToken() -> String {
    (0..<2).map { _ in String(format: "%016llx", UInt64.random(in: .min ... .max)) }.joined()
  }

  package var port: Int { server.port }

  package func url(variant: String) -> String { "\(root)/\(variant.percentEncoded)" }
  package func url(_ trial: Trial) -> String { "\(url(variant: trial.variant))/\(trial.number)" }

  /// What the server kept for a trial may go.
  func end(_ trial: Trial) { desk.faults.forget(trial.number) }

  package func stop() async { await server.stop() }
}

/// Takes HTTP requests to the desk.
private struct Front: Sendable {
  let offers: Offers
  let desk: Desk
  let ladder: Ladder
  let token: String?

  func answer(_ request: LoopbackRequest) async -> LoopbackResponse {
    guard let place = place(request.path) else {
      return LoopbackResponse(status: 404, text: "expected the path of a variant that is served here\n")
    }
    do throws(Ladder.Refusal) {
      let route = try ladder.climb(request)
      try checkParameters(of: route, at: place, request.headers)
      let answer = desk.answer(route, at: place)
      if answer.delayMilliseconds > 0 { try? await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
      desk.logged(answer)
      return .json(answer.body, status: answer.status)
    } catch {
      return response(to: error)
    }
  }

  private func place(_ path: String) -> Place? {
    var parts = path.split(separator: "/")[...]
    guard parts.popFirst() == "mcp" else { return nil }
    if let token, parts.popFirst().map(String.init) != token { return nil }
    guard let name = parts.popFirst().map(String.init), parts.count <= 1 else { return nil }
    guard let variant = name.utf8.contains(UInt8(ascii: "%")) ? name.removingPercentEncoding : name else { return nil }
    guard let last = parts.first else {
      return offers.offer(variant: variant).map { Place(variant: variant, trial: nil, offer: $0) }
    }
    guard let trial = Int(last) else { return nil }
    return offers.offer(variant: variant, trial: trial).map { Place(variant: variant, trial: trial, offer: $0) }
  }

  private func checkParameters(
    of route: Route, at place: Place, _ headers: LoopbackHeaders
  ) throws(Ladder.Refusal) {
    guard route.revision.isModern, route.request.method == "tools/call",
      let tool = route.request.params["name"]?.stringValue,
      let parameters = place.offer.tools.headerParameters[tool]
    else { return }
    do { try headers.check(parameters, of: route.request) } catch { throw .rpc(error) }
  }

  private func response(to refusal: Ladder.Refusal) -> LoopbackResponse {
    switch refusal {
    case .accepted: LoopbackResponse(status: 202)
    case .http(405, let text): LoopbackResponse(status: 405, headers: ["Allow": "POST"], text: text + "\n")
    case .http(let status, let text): LoopbackResponse(status: status, text: text + "\n")
    case .rpc(let error): .json(error.body.utf8Bytes, status: error.status)
    }
  }
}

extension LoopbackResponse {
  fileprivate static func json(_ body: [UInt8], status: Int) -> LoopbackResponse {
    LoopbackResponse(status: status, headers: ["Content-Type": "application/json"], body: .bytes(body))
  }
}

extension String {
  /// As one part of a path (RFC 3986, section 2.3).
  fileprivate var percentEncoded: String {
    guard !utf8.allSatisfy(\.isUnreserved) else { return self }
    return utf8.map { $0.isUnreserved ? String(UnicodeScalar($0)) : String(format: "%%%02X", $0) }.joined()
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
