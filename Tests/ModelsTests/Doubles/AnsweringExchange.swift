import CurlHTTP
import EvalCore
import Synchronization

@testable import Models

/// Answers every request with a provider's kept text and these headers, and keeps what it was asked.
final class AnsweringExchange: Exchange {
  private let body: [UInt8]
  private let headers: [(name: String, value: String)]
  private let asked = Mutex<[[UInt8]]>([])

  var bodies: [[UInt8]] { asked.withLock { $0 } }

  init(_ provider: Provider, headers: [(name: String, value: String)] = []) throws {
    body = try ProviderFixture(provider).bytes("text.response.json")
    self.headers = [("Content-Type", "application/json")] + headers
  }

  func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    asked.withLock { $0.append(request.wire.body ?? []) }
    return ExchangeResponse(status: 200, headers: headers, body: body, milliseconds: 1)
  }
}
