import CurlHTTP
import EvalCore

/// An event of a stream: of `text/event-stream`, or a line of `application/x-ndjson`, which has no name.
package struct StreamEvent: Hashable, Sendable {
  package let name: String
  package let data: String
}

/// The body of an answer: bytes, or events where its content type says so.
struct EndpointBody {
  private(set) var bytes: [UInt8] = []
  /// Nil for a body that is no stream; without a closing `[DONE]`.
  private(set) var events: [StreamEvent]?
  /// Whether the closing event has come.
  private(set) var isClosed = false
  private var reader: Reader
  private let isEnd: @Sendable (StreamEvent) -> Bool

  private enum Reader {
    case whole
    case events(ServerSentEvents)
    case lines(JSONLines)
  }

  init(whole bytes: [UInt8]) {
    self.bytes = bytes
    reader = .whole
    isEnd = { _ in false }
  }

  /// - Parameter contentType: the answer's, in lower case.
  init(contentType: String, isEnd: @escaping @Sendable (StreamEvent) -> Bool = { _ in false }) {
    self.isEnd = isEnd
    if contentType.hasPrefix("text/event-stream") {
      reader = .events(ServerSentEvents())
    } else if contentType.hasPrefix("application/x-ndjson") {
      reader = .lines(JSONLines())
    } else {
      reader = .whole
      return
    }
    events = []
  }

  mutating func take(_ chunk: [UInt8]) throws(EndpointFailure) {
    switch reader {
    case .whole: bytes += chunk
    case .events(var events):
      // The reader's buffers are unique while they are out of the enum, so nothing is copied.
      reader = .whole
      let read: [ServerSentEvents.Event]
      do { read = try events.read(chunk) } catch { throw Self.tooLarge(error) }
      reader = .events(events)
      append(read.map { StreamEvent(name: $0.event, data: $0.data) })
    case .lines(var lines):
      reader = .whole
      let read = try lines.read(chunk)
      reader = .lines(lines)
      append(read.map { StreamEvent(name: "", data: $0) })
    }
  }

  /// Takes a last line that no line break ends.
  mutating func finish() throws(EndpointFailure) {
    guard case .lines(let lines) = reader, let last = lines.rest else { return }
    append([StreamEvent(name: "", data: last)])
  }

  private mutating func append(_ read: [StreamEvent]) {
    for event in read where !isClosed {
      if event.data == "[DONE]" {
        isClosed = true
      } else {
        events?.append(event)
        isClosed = isEnd(event)
      }
    }
  }

  private static func tooLarge(_ error: ServerSentEvents.EventTooLarge) -> EndpointFailure {
    EndpointFailure(.protocol, status: 200, message: "\(error)")
  }
}
