import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Puts responses on the wire.
struct ResponseWriter {
  let connection: Connection
  let outbound: ConnectionHandler.Outbound

  /// Bodies up to this many bytes fit into the socket's buffer, so nobody has to wait for them to leave.
  private static let smallBody = 64 * 1024

  /// - Parameters:
  ///   - isHead: Whether the request was a HEAD, which gets no body.
  ///   - closing: Whether the client asked for the connection to be closed.
  /// - Returns: whether another request may follow.
  func send(_ response: LoopbackResponse, isHead: Bool, closing: Bool) async throws -> Bool {
    let closing =
      closing || connection.presence.isEnding || response.headers.contains("close", in: "Connection")
    switch response.body {
    case .bytes(let bytes):
      let length = response.mayHaveBody ? bytes.count : nil
      let head = try response.head(contentLength: length, closing: closing)
      try await send(head, isHead || !response.mayHaveBody ? [] : bytes, closing: closing)
    case .stream(let write):
      let hasBody = response.mayHaveBody && !isHead
      let head = try response.head(contentLength: isHead ? 0 : nil, closing: closing)
      guard hasBody else {
        try await send(head, [], closing: closing)
        break
      }
      try await send(head, write)
    }
    return !closing && !connection.presence.isEnding
  }

  private func send(_ head: HTTPResponse, _ bytes: [UInt8], closing: Bool) async throws {
    var parts: [HTTPResponsePart] = [.head(head)]
    if !bytes.isEmpty { parts.append(.body(ByteBuffer(bytes: bytes))) }
    guard closing || bytes.count > Self.smallBody else {
      parts.append(.end(nil))
      return try await outbound.write(contentsOf: parts)
    }
    // Closing drops what still waits to be sent, and the outbound writer does not tell when that is done.
    for part in parts { connection.channel.write(part, promise: nil) }
    try await connection.channel.writeAndFlush(HTTPResponsePart.end(nil)).get()
  }

  private func send(
    _ head: HTTPResponse, _ write: @Sendable (LoopbackStream) async throws -> Void
  ) async throws {
    let (channel, presence) = (connection.channel, connection.presence)
    try await channel.writeAndFlush(HTTPResponsePart.head(head)).get()
    presence.beginStreaming()
    defer { presence.beginReading() }
    do {
      try await write(LoopbackStream(channel: channel, presence: presence))
    } catch  where presence.isEnding && !presence.hasLeft {
      // The server ended this stream, so the client gets a proper end.
    }
    guard !presence.hasLeft else { throw CancellationError() }
    try await channel.writeAndFlush(HTTPResponsePart.end(nil)).get()
  }
}
