import CurlHTTP
import LoopbackHTTP
import OrderedJSON
import Testing

/// A client of HTTP+SSE whose every message a test writes.
struct EventClient {
  /// Where it was told to post.
  let endpoint: String
  let head: CurlHead
  private let root: String
  private let stream: CurlStream
  private var events: CurlStream.Events.Iterator

  /// - Parameter root: what the endpoint's path is relative to.
  init(_ url: String, root: String) async throws {
    stream = try await Self.open(url)
    head = stream.head
    events = stream.events().makeAsyncIterator()
    let first = try #require(await events.next())
    #expect(first.event == "endpoint")
    endpoint = first.data
    self.root = root
  }

  static func open(_ url: String, headers: [(name: String, value: String)] = []) async throws -> CurlStream {
    try await CurlClient(maxConcurrent: 1).stream(CurlRequest("GET", url, headers: headers))
  }

  /// - Returns: the status of the answer to the post.
  func post(_ message: JSON) async throws -> Int {
    let headers = Wire.headers("", [("MCP-Protocol-Version", ""), ("Mcp-Method", "")])
    return try await Wire.send(message, to: root + endpoint, headers).status
  }

  /// The next message of the stream; nil at its end.
  mutating func message() async throws -> JSON? {
    guard let event = try await events.next() else { return nil }
    #expect(event.event == "message")
    return try JSON(parsing: event.data)
  }

  func leave() { stream.cancel() }
}
