import CurlHTTP
import EvalCore

/// One request to a model's endpoint, and for whom it is made.
struct EndpointExchange: Sendable {
  /// Its timeout holds for a stream, too.
  let request: CurlRequest
  let isStream: Bool
  /// See ``Dialect/isEnd(_:)``.
  let isEnd: @Sendable (StreamEvent) -> Bool
  /// As tables show it.
  let model: String
  let trial: Trial
  /// 1-based, over all answers of the trial.
  let turn: Int
}

extension EndpointWire {
  /// Sends a request's bytes and takes the answer's, whole or as they come. Every request of every provider goes through
  /// here, once for each attempt; nothing else in this target asks a model's endpoint.
  func answer(to exchange: EndpointExchange) async throws(EndpointFailure) -> EndpointAnswer {
    try await exchange.isStream ? streamed(exchange) : whole(exchange)
  }

  private func whole(_ exchange: EndpointExchange) async throws(EndpointFailure) -> EndpointAnswer {
    let response: CurlResponse
    do { response = try await client.send(exchange.request) } catch { throw EndpointFailure(error) }
    var body = EndpointBody(response.headers, isEnd: exchange.isEnd)
    try body.take(response.body)
    try body.finish()
    return EndpointAnswer(head: response.head, body: body, milliseconds: response.totalTime / .milliseconds(1))
  }

  private func streamed(_ exchange: EndpointExchange) async throws(EndpointFailure) -> EndpointAnswer {
    let request = exchange.request
    let stream: CurlStream
    do { stream = try await client.stream(request) } catch { throw EndpointFailure(error) }
    let start = ContinuousClock.now - stream.head.timeToFirstByte
    var body = EndpointBody(stream.headers, isEnd: exchange.isEnd)
    var chunks = stream.makeAsyncIterator()
    // Some servers leave the connection open after the closing event.
    while !body.isClosed, let chunk = try await next(&chunks) {
      try body.take(chunk)
      guard ContinuousClock.now - start < request.timeout else {
        throw EndpointFailure(.timeout, status: stream.status, message: "the stream went on for \(request.timeout)")
      }
    }
    try body.finish()
    return EndpointAnswer(head: stream.head, body: body, milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
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
