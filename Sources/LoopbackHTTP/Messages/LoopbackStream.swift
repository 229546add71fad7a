import NIOCore
import NIOHTTPTypes

/// The open body of an answer. Chunks leave at once, in the order they were written.
package struct LoopbackStream: Sendable {
  let channel: any Channel
  let presence: ClientPresence

  /// Returns when the system has taken the bytes, so that a slow client slows the writer. A writer that was cancelled
  /// because the server stops can still say its last words.
  ///
  /// - Throws: `CancellationError` once the client has left.
  package func write(_ chunk: [UInt8]) async throws { try await write(ByteBuffer(bytes: chunk)) }

  /// The same for text, sent as UTF-8.
  package func write(_ text: String) async throws { try await write(ByteBuffer(string: text)) }

  private func write(_ buffer: ByteBuffer) async throws {
    guard !presence.hasLeft else { throw CancellationError() }
    guard buffer.readableBytes > 0 else { return }
    do {
      try await channel.writeAndFlush(HTTPResponsePart.body(buffer)).get()
    } catch {
      // Whatever the socket said, it means that nobody reads any more.
      throw CancellationError()
    }
  }
}
