import LoopbackHTTP

/// The lexical model behind a Chat Completions endpoint on loopback, so that it is asked as any other model is.
final class LexicalEndpoint: Sendable {
  private let server: LoopbackServer

  /// The base URL, ending in `/v1`.
  var url: String { server.url + "/v1" }

  static func start() async throws -> LexicalEndpoint {
    let answers = LexicalAnswers()
    var limits = LoopbackLimits()
    limits.bodyBytes = 64 * 1024 * 1024
    return LexicalEndpoint(try await LoopbackServer.start(limits: limits) { answers.answer(to: $0) })
  }

  private init(_ server: LoopbackServer) { self.server = server }

  func stop() async { await server.stop() }
}
