import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// The requests and answers of one connection, one after the other.
struct ConnectionHandler {
  typealias Parts = NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator

  let connection: Connection
  let limits: LoopbackLimits
  let handler: LoopbackServer.Handler

  func run() async {
    let peer = connection.channel.remoteAddress.flatMap { address in
      address.ipAddress.map { "\($0):\(address.port ?? 0)" }
    }
    // An error here is the connection's own: the client is gone, and there is nobody to tell.
    try? await connection.messages.executeThenClose { inbound, outbound in
      var parts = inbound.makeAsyncIterator()
      let writer = ResponseWriter(connection: connection, outbound: outbound)
      do {
        while let head = try await nextHead(&parts),
          let request = try await request(head, &parts, outbound, peer: peer ?? ""),
          try await respond(to: request, with: writer)
        {}
      } catch {
        guard let refusal = RequestRefusal(parsing: error, limits: limits) else { throw error }
        _ = try await writer.send(refusal.response, isHead: false, closing: true)
        await linger()
      }
    }
  }

  private func nextHead(_ parts: inout Parts) async throws -> HTTPRequest? {
    switch try await parts.next() {
    case .head(let head)?: return head
    case nil: return nil
    case .body?, .end?: throw RequestRefusal(400, "expected the head of a request, found a part of a body")
    }
  }

  /// - Returns: whether another request may follow.
  private func respond(to request: LoopbackRequest, with writer: ResponseWriter) async throws -> Bool {
    connection.presence.beginHandling()
    let response = await handler(request)
    connection.presence.beginReading()
    let closing = request.headers.contains("close", in: "Connection")
    return try await writer.send(response, isHead: request.method == "HEAD", closing: closing)
  }

  /// Keeps reading for a moment after a refusal: closing with unread bytes would reset the connection and take the
  /// refusal with it.
  private func linger() async {
    let channel = connection.channel
    channel.pipeline.fireUserInboundEventTriggered(ClientPresence.DiscardingRequest())
    channel.close(mode: .output, promise: nil)
    let deadline = channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    try? await channel.closeFuture.get()
    deadline.cancel()
  }
}

extension ConnectionHandler {
  typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPResponsePart>

  /// - Returns: nil when the client left before the end of the body.
  private func request(
    _ head: HTTPRequest, _ parts: inout Parts, _ outbound: Outbound, peer: String
  ) async throws -> LoopbackRequest? {
    let headers = LoopbackHeaders(head)
    // RFC 9112, section 3.2: who is on the way may have gone by another one.
    guard headers.values("Host").count <= 1 else { throw RequestRefusal(400, "expected one Host header, found more") }
    let length = headers["Content-Length"].flatMap { Int($0) }
    if let length, length > limits.bodyBytes { throw RequestRefusal.body(over: limits.bodyBytes) }
    if let expectation = headers["Expect"] {
      guard expectation.hasSameLetters(as: "100-continue") else {
        throw RequestRefusal(417, "expected no expectation but '100-continue', found '\(expectation)'")
      }
      // The client holds its body back until it hears this.
      try await outbound.write(.head(HTTPResponse(status: .continue)))
    }
    guard let body = try await body(&parts) else { return nil }
    return LoopbackRequest(
      method: head.method.rawValue, target: head.path ?? "/", headers: headers, body: body, peer: peer)
  }

  private func body(_ parts: inout Parts) async throws -> [UInt8]? {
    var body: [UInt8] = []
    while let part = try await parts.next() {
      switch part {
      case .body(let buffer):
        guard buffer.readableBytes <= limits.bodyBytes - body.count else {
          throw RequestRefusal.body(over: limits.bodyBytes)
        }
        body.append(contentsOf: buffer.readableBytesView)
      case .end:
        return body
      case .head:
        throw RequestRefusal(400, "expected the rest of a body, found the head of another request")
      }
    }
    return nil
  }
}
