import Foundation
import LoopbackHTTP
import Models
import OrderedJSON
import Synchronization

/// Every provider's API at once on loopback, with the right answers of one suite: it reads requests as strictly as the vendors
/// do, and answers in their words.
final class ProviderServer: Sendable {
  /// Of reasoning and calls: what comes back must have it.
  static let signature = "c2lnbmVkIGJ5IHRoZSB0ZXN0cw=="

  private let server: LoopbackServer
  private let log: Log

  /// Written by the server's tasks, read by the test; hence the lock.
  private final class Log: Sendable {
    let refusals = Mutex<[String]>([])
  }

  /// Serves for as long as `body` runs.
  static func serving<Value>(_ body: (ProviderServer) async throws -> Value) async throws -> Value {
    let log = Log()
    let server = try await LoopbackServer.start { request in Self.response(to: request, log) }
    do {
      let value = try await body(ProviderServer(server, log))
      await server.stop()
      return value
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ server: LoopbackServer, _ log: Log) { (self.server, self.log) = (server, log) }

  var url: String { server.url }
  /// Why requests were not taken.
  var refusals: [String] { log.refusals.withLock(\.self) }

  private static func response(to request: LoopbackRequest, _ log: Log) -> LoopbackResponse {
    guard let provider = Provider(path: request.path), let body = try? JSON(parsing: request.body) else {
      log.refusals.withLock { $0.append("\(request.method) \(request.path)") }
      return LoopbackResponse(status: 404)
    }
    do {
      return answer(try provider.reading.asked(request, body), request, provider)
    } catch {
      log.refusals.withLock { $0.append("\(provider.name): \(error.message)") }
      return json(provider.wording.error(400, error.message.replacing("\"", with: "'")), status: 400)
    }
  }

  private static func answer(_ asked: Asked, _ request: LoopbackRequest, _ provider: Provider) -> LoopbackResponse {
    var said = ProviderAnswers.said(to: asked)
    // The same for the same request, so that recording again changes as little as can be.
    let digest = ContentDigest.sha256(request.body).suffix(20)
    for index in said.calls.indices { said.calls[index].id = provider.reading.callID("\(index)\(digest)").quoted }
    // Gemini signs whether or not its thoughts are shown.
    if asked.wantsReasoning || provider == .gemini { said.signature = signature }
    if asked.wantsReasoning {
      // Responses tells nobody what its models think.
      if provider != .responses { said.reasoning = "One of the tools may do that." }
    }
    guard asked.isStream else { return json(provider.wording.answer(said)) }
    let events = provider.wording.events(said)
    return LoopbackResponse(
      headers: ["Content-Type": provider.wording.streamType],
      body: .stream { stream in for event in events { try await stream.write(event) } })
  }

  private static func json(_ text: String, status: Int = 200) -> LoopbackResponse {
    LoopbackResponse(status: status, headers: ["Content-Type": "application/json"], text: text)
  }
}
