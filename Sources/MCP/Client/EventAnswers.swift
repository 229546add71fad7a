import CurlHTTP
import OrderedJSON

/// Looks for the answers to requests among a stream's events, and hands on what the server asks meanwhile.
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

  /// The last that the server gave, for a stream that goes on where this one ended.
  var lastEventID: String? { events.parser.lastEventID.flatMap { $0.isEmpty ? nil : $0 } }
  var retryMilliseconds: Int? { events.parser.retryMilliseconds }

  /// The next event of this name.
  mutating func next(_ name: String) async throws(ToolListingFailure) -> String? {
    while true {
      let event: ServerSentEvents.Event?
      do { event = try await events.next(isolation: nil) } catch { throw ToolListingFailure(error) }
      guard let event else { return nil }
      bytes += event.data.utf8.count
      guard bytes <= limit else {
        throw ToolListingFailure(.tooLarge, "expected the server to send at most \(limit) bytes, found more")
      }
      if event.event == name { return event.data }
    }
  }

  /// - Parameter say: carries our answer to a request of the server's.
  /// - Returns: nil where the stream ended before.
  mutating func outcome(
    of id: Int, _ say: ([UInt8]) async throws(ToolListingFailure) -> Void
  ) async throws(ToolListingFailure) -> RPCOutcome? {
    while let text = try await next("message") {
      for message in ServerMessage.all(in: Array(text.utf8)) {
        if let outcome = message.outcome(of: id) { return outcome }
        // An answer to an earlier request may come late, or twice; no better one will come for an id that nobody gave.
        if case .answer(let other, _) = message, !(other.numberValue?.intValue.map { $0 < id } ?? false) {
          return .unreadable(ServerMessage.mismatch(other, id))
        }
        if let reply = message.reply { try await say(reply) }
      }
    }
    return nil
  }

  /// Why a stream without the answer is a failure.
  static let end = ToolListingFailure(
    .protocol, "expected an answer among the server's events, found the end of the stream")
}
