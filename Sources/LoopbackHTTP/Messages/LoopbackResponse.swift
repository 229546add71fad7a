import HTTPTypes

/// What a handler answers. `Content-Length` and `Transfer-Encoding` come from the body and are ignored among the headers;
/// `Connection: close` ends the connection.
package struct LoopbackResponse: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Runs once the head has been sent. Its task is cancelled when the client leaves or the server stops; what it
    /// throws cuts the connection, so that the client can tell a broken stream from a finished one.
    case stream(@Sendable (LoopbackStream) async throws -> Void)
  }

  /// 200 to 599.
  package var status: Int
  package var headers: LoopbackHeaders
  package var body: Body

  package init(status: Int = 200, headers: LoopbackHeaders = [:], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package init(status: Int = 200, headers: LoopbackHeaders = [:], text: String) {
    self.init(status: status, headers: headers, body: .bytes(Array(text.utf8)))
  }

  /// A body of one chunk for each element, sent as soon as it comes.
  package init<Chunks: AsyncSequence & Sendable>(
    status: Int = 200, headers: LoopbackHeaders = [:], chunks: Chunks
  ) where Chunks.Element == [UInt8] {
    self.init(
      status: status, headers: headers, body: .stream { for try await chunk in chunks { try await $0.write(chunk) } })
  }
}

extension LoopbackResponse {
  /// - Throws: `RequestRefusal` where the handler's status or a header name cannot be sent.
  func head(contentLength: Int?, closing: Bool) throws(RequestRefusal) -> HTTPResponse {
    guard (200...599).contains(status) else {
      throw RequestRefusal(500, "expected the handler to answer with a status from 200 to 599, found \(status)")
    }
    var sent = HTTPFields()
    sent.reserveCapacity(headers.fields.count + 2)
    for field in headers.fields {
      guard let name = HTTPField.Name(field.name) else {
        throw RequestRefusal(500, "expected the handler's header name to be a token, found '\(field.name)'")
      }
      guard name != .contentLength, name != .transferEncoding, name != .connection else { continue }
      sent.append(HTTPField(name: name, value: field.value))
    }
    if let contentLength { sent.append(HTTPField(name: .contentLength, value: String(contentLength))) }
    if closing { sent.append(HTTPField(name: .connection, value: "close")) }
    return HTTPResponse(status: HTTPResponse.Status(integerLiteral: status), headerFields: sent)
  }

  /// RFC 9110, sections 15.3.5 and 15.4.5.
  var mayHaveBody: Bool { status != 204 && status != 304 }
}
