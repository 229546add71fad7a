import CurlHTTP
import OrderedJSON

/// Looks for the answers to requests among a stream's events; whatever else the server says there is passed over.
struct EventAnswers {
  /// Of data, read so far.
  private(set) var bytes = 0
  private let limit: Int
  private var events: CurlStream.Events.Iterator

  /// - Parameter limit: bytes of data.
  init(_ stream: CurlStream, limit: Int) {
    self.limit = limit
    events = stream.events(eventLimit: max(1, limit)).makeAsyncIterator()
  }

  /// The next event of this name.
  mutating func next(_ name: String) async throws(ToolListingFailure) -> String? {
    while true {
      let event: ServerSentEvents.Event?
      do { event = try await events.next(isolation: nil) } catch { throw ToolListingFailure(error) }
      guard let event else { return nil }
      bytes += event.data.utf8.count
      guard bytes <= limit else {
        throw ToolListingFailure(.tooLarge, "expected the server to say at most \(limit) bytes, found more")
      }
      if event.event == name { return event.data }
    }
  }

  mutating func outcome(of id: Int) async throws(ToolListingFailure) -> RPCOutcome {
    while let text = try await next("message") {
      guard let message = try? JSON(parsing: text), message["id"] == .number(JSONNumber(id)) else { continue }
      if let outcome = RPCOutcome(message) { return outcome }
    }
    throw ToolListingFailure(.protocol, "expected an answer among the server's events, found the end of the stream")
  }
}
