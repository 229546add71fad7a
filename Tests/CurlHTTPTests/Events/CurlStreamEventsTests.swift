import CurlHTTP
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlStreamEventsTests {
  private func streamingServer(_ pieces: [String]) throws -> ScriptedServer {
    try ScriptedServer { peer in
      guard peer.readRequest() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
      for piece in pieces { peer.write(piece) }
    }
  }

  @Test func givesEventsInOrderAndThenTheEnd() async throws {
    let server = try streamingServer(["data: a\n\nda", "ta: b\n\ndata: c\n", "\n", "data: dropped"])
    defer { server.stop() }
    var data: [String] = []
    for try await event in try await CurlClient().stream(CurlRequest(server.url)).events() { data.append(event.data) }
    #expect(data == ["a", "b", "c"])
  }

  @Test func theIteratorKnowsWhatAReconnectionNeeds() async throws {
    let server = try streamingServer(["retry: 5\nid: 9\ndata: a\n\ndata: cut"])
    defer { server.stop() }
    var events = try await CurlClient().stream(CurlRequest(server.url)).events().makeAsyncIterator()
    while try await events.next() != nil {}
    #expect(events.parser.lastEventID == "9")
    #expect(events.parser.retryMilliseconds == 5)
    #expect(events.parser.isInsideEvent)
  }

  @Test func anEventAboveTheLimitEndsTheStream() async throws {
    let server = try streamingServer(["data: a\n\n", "data: 123456789012345678901234567890"])
    defer { server.stop() }
    let stream = try await CurlClient().stream(CurlRequest(server.url))
    let failure = await failure { for try await _ in stream.events(eventLimit: 20) {} }
    #expect(failure?.code == .tooLarge)
    #expect(failure?.context.hasSuffix("expected an event of at most 20 bytes, found a longer one") == true)
  }
}
