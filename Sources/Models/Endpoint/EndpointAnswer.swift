import CurlHTTP
import EvalCore

/// What an endpoint answered, before anybody asks what it means.
struct EndpointAnswer {
  let head: CurlHead
  let body: EndpointBody
  /// From the moment when the request's turn came to the last byte that was read.
  let milliseconds: Double
}

/// The body of an answer: bytes, or events where its content type says so.
struct EndpointBody {
  private(set) var bytes: [UInt8] = []
  /// Nil for a body that is no event stream; without the closing `[DONE]`.
  private(set) var events: [ServerSentEvents.Event]?
  /// Whether the closing `[DONE]` has come.
  private(set) var isClosed = false
  private var reader = ServerSentEvents()

  init(whole bytes: [UInt8]) { self.bytes = bytes }

  init(isEvents: Bool) { events = isEvents ? [] : nil }

  init(_ headers: CurlHeaders) {
    self.init(isEvents: headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true)
  }

  mutating func take(_ chunk: [UInt8]) throws(EndpointFailure) {
    guard events != nil else {
      bytes += chunk
      return
    }
    do {
      for event in try reader.read(chunk) where !isClosed {
        if event.data == "[DONE]" { isClosed = true } else { events?.append(event) }
      }
    } catch {
      throw EndpointFailure(.protocol, status: 200, message: "\(error)")
    }
  }
}
