/// A response whose body is read as it comes, by one reader; the server waits when the reader does.
///
/// Bytes that came before a failure are read before it is thrown. Letting go of the stream and its iterators cancels
/// the transfer.
package final class CurlStream: AsyncSequence, Sendable {
  package let head: CurlHead
  private let transfer: Transfer
  private let buffer: StreamBuffer
  private let loop: EventLoop
  /// A client that nobody holds shuts down.
  private let client: CurlClient

  init(_ head: CurlHead, _ transfer: Transfer, _ buffer: StreamBuffer, _ loop: EventLoop, client: CurlClient) {
    self.head = head
    self.transfer = transfer
    self.buffer = buffer
    self.loop = loop
    self.client = client
  }

  deinit { cancel() }

  package var status: Int { head.status }
  package var headers: CurlHeaders { head.headers }

  /// Ends the transfer; a reader gets what came before, then ``CurlFailure/Code/cancelled``.
  package func cancel() {
    if !buffer.hasEnded { loop.post(.cancel(transfer)) }
  }

  /// The rest of the body in one piece, at most the response limit.
  package func collect() async throws(CurlFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try await nextChunk() { bytes += chunk }
    return bytes
  }

  package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let stream: CurlStream

    /// The bytes that came since the last call; nil at the end.
    package mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(CurlFailure)
      -> [UInt8]?
    {
      try await stream.nextChunk()
    }
  }

  /// Lets the rest of the body go because of an event.
  func end(tooLarge event: ServerSentEvents.EventTooLarge) -> CurlFailure {
    cancel()
    return CurlFailure(.tooLarge, "'\(transfer.request.address)': \(event)")
  }

  func nextChunk() async throws(CurlFailure) -> [UInt8]? {
    try await withTaskCancellationHandler {
      await withCheckedContinuation { reader in
        if buffer.take(for: reader) { loop.post(.resume(transfer)) }
      }
    } onCancel: {
      cancel()
    }.get()
  }
}
