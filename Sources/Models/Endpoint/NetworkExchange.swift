package import CurlHTTP
package import EvalCore

/// Asks the network: the innermost exchange.
package struct NetworkExchange: Exchange {
  private let client: CurlClient

  package init(_ client: CurlClient) { self.client = client }

  package func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    try await request.isStream ? stream(request) : send(request)
  }

  private func send(_ request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    let response: CurlResponse
    do { response = try await client.send(request.wire) } catch { throw EndpointFailure(error) }
    return ExchangeResponse(
      status: response.status, headers: response.headers.fields, body: response.body,
      milliseconds: response.totalTime / .milliseconds(1))
  }

  /// The timeout of the request holds for the whole stream, too.
  private func stream(_ request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    let stream: CurlStream
    do { stream = try await client.stream(request.wire) } catch { throw EndpointFailure(error) }
    let start = ContinuousClock.now - stream.head.timeToFirstByte
    var body = EndpointBody(contentType: stream.headers["Content-Type"]?.lowercased() ?? "", isEnd: request.isEnd)
    var bytes: [UInt8] = []
    var chunks = stream.makeAsyncIterator()
    // Some servers leave the connection open after the closing event.
    while !body.isClosed, let chunk = try await next(&chunks) {
      bytes += chunk
      try body.take(chunk)
      guard ContinuousClock.now - start < request.wire.timeout else {
        throw EndpointFailure(
          .timeout, status: stream.status, message: "the stream went on for \(request.wire.timeout)")
      }
    }
    return ExchangeResponse(
      status: stream.status, headers: stream.headers.fields, body: bytes,
      milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
  }

  private func next(_ chunks: inout CurlStream.Iterator) async throws(EndpointFailure) -> [UInt8]? {
    do { return try await chunks.next() } catch { throw EndpointFailure(error) }
  }
}

extension EndpointFailure {
  /// What libcurl could not do, in the classes that all endpoints share.
  init(_ failure: CurlFailure) {
    let kind: EndpointFailure.Class =
      switch failure.code {
      case .timeout: .timeout
      case .tls: .tls
      case .refused, .nameLookup, .connection, .cancelled, .shutDown, .resources: .connection
      case .cutOff, .protocolViolation, .tooLarge: .protocol
      case .unsupportedURL, .unsendableRequest: .badRequest
      }
    self.init(kind, message: failure.description)
  }
}
