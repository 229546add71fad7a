import CurlHTTP
import EvalCore
import Foundation
import OrderedJSON

/// One request to a Chat Completions endpoint and its answer, whole or streamed.
struct ChatExchange {
  let client: CurlClient
  let request: CurlRequest
  let isStream: Bool

  struct Answer {
    let status: Int
    let body: [UInt8]
    /// The data of a streamed answer's events, nil for a whole one.
    let events: [String]?
    /// Seconds that the endpoint asks to wait.
    let retryAfter: TimeInterval?
    let milliseconds: Double

    func response() throws(EndpointFailure) -> ChatResponse {
      if let events { return try ChatResponse(events: events.map(Self.json)) }
      return try ChatResponse(whole: Self.json(String(decoding: body, as: UTF8.self)))
    }

    private static func json(_ text: String) throws(EndpointFailure) -> JSON {
      do {
        return try JSON(parsing: text)
      } catch {
        throw EndpointFailure(.protocol, status: 200, message: "the answer is not JSON: \(error)")
      }
    }
  }

  func answer() async throws(CurlFailure) -> Answer {
    isStream ? try await streamed() : try await whole()
  }

  private func whole() async throws(CurlFailure) -> Answer {
    let response = try await client.send(request)
    return Answer(
      status: response.status, body: response.body, events: nil, retryAfter: Self.retryAfter(response.headers),
      milliseconds: response.totalTime / .milliseconds(1))
  }

  /// An endpoint may answer a request for a stream with a whole body, and does so for its errors.
  private func streamed() async throws(CurlFailure) -> Answer {
    let start = ContinuousClock.now
    let stream = try await client.stream(request)
    let isEvents = stream.headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true
    let events = isEvents ? try await data(of: stream.events()) : nil
    let body = isEvents ? [] : try await stream.collected()
    return Answer(
      status: stream.status, body: body, events: events, retryAfter: Self.retryAfter(stream.headers),
      milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
  }

  /// The events' data up to the closing word, after which some servers leave the connection open.
  private func data(of events: CurlStream.Events) async throws(CurlFailure) -> [String] {
    var data: [String] = []
    var iterator = events.makeAsyncIterator()
    while let event = try await iterator.next(), event.data != "[DONE]" { data.append(event.data) }
    return data
  }

  /// Seconds, or a date (RFC 9110, section 10.2.3).
  private static func retryAfter(_ headers: CurlHeaders) -> TimeInterval? {
    guard let value = headers["Retry-After"] else { return nil }
    if let seconds = TimeInterval(value) { return seconds.isFinite ? seconds : nil }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return format.date(from: value)?.timeIntervalSinceNow
  }
}

extension EndpointFailure {
  /// What libcurl could not do, in the classes that all endpoints share.
  init(_ failure: CurlFailure) {
    let kind: EndpointFailure.Class =
      switch failure.code {
      case .timeout: .timeout
      case .tls: .tls
      case .refused, .nameLookup, .connection, .cancelled, .shutDown: .connection
      default: .protocol
      }
    self.init(kind, message: failure.description)
  }
}
