extension CurlStream {
  /// The body as server-sent events; one that is longer than the limit, in bytes, is ``CurlFailure/Code/tooLarge``.
  package func events(eventLimit: Int = 8 << 20) -> Events {
    Events(stream: self, eventLimit: eventLimit)
  }

  /// Reads a stream's events; what follows the last blank line is dropped.
  package struct Events: AsyncSequence {
    fileprivate let stream: CurlStream
    fileprivate let eventLimit: Int

    package func makeAsyncIterator() -> Iterator {
      Iterator(stream: stream, parser: ServerSentEvents(eventLimit: eventLimit))
    }

    package struct Iterator: AsyncIteratorProtocol {
      fileprivate let stream: CurlStream
      /// For the last id, the wait before a reconnection, and whether the stream was cut off inside an event.
      package private(set) var parser: ServerSentEvents
      private var ready: ArraySlice<ServerSentEvents.Event> = []

      fileprivate init(stream: CurlStream, parser: ServerSentEvents) {
        self.stream = stream
        self.parser = parser
      }

      package mutating func next(
        isolation actor: isolated (any Actor)? = #isolation
      ) async throws(CurlFailure) -> ServerSentEvents.Event? {
        while ready.isEmpty {
          guard let chunk = try await stream.nextChunk() else { return nil }
          do { ready = try parser.read(chunk)[...] } catch { throw stream.end(tooLarge: error) }
        }
        return ready.removeFirst()
      }
    }
  }
}
