import CurlHTTP
import EvalCore

/// One request to a model's endpoint and its answer, read whole or as it comes.
struct EndpointExchange {
  let client: CurlClient
  /// Its timeout holds for a stream, too.
  let request: CurlRequest
  let isStream: Bool

  func answer() async throws(EndpointFailure) -> EndpointAnswer {
    try await isStream ? streamed() : whole()
  }

  private func whole() async throws(EndpointFailure) -> EndpointAnswer {
    let response: CurlResponse
    do { response = try await client.send(request) } catch { throw EndpointFailure(error) }
    var body = EndpointBody(response.headers)
    try body.take(response.body)
    return EndpointAnswer(head: response.head, body: body, milliseconds: response.totalTime / .milliseconds(1))
  }

  private func streamed() async throws(EndpointFailure) -> EndpointAnswer {
    let stream: CurlStream
    do { stream = try await client.stream(request) } catch { throw EndpointFailure(error) }
    let start = ContinuousClock.now - stream.head.timeToFirstByte
    var body = EndpointBody(stream.headers)
    var chunks = stream.makeAsyncIterator()
    // Some servers leave the connection open after the closing event.
    while !body.isClosed, let chunk = try await next(&chunks) {
      try body.take(chunk)
      guard ContinuousClock.now - start < request.timeout else {
        throw EndpointFailure(.timeout, status: stream.status, message: "the stream went on for \(request.timeout)")
      }
    }
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
