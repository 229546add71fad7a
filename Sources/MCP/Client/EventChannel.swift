import CurlHTTP
import OrderedJSON

/// Asks over the HTTP+SSE transport of 2024-11-05: messages are posted to one URL, and answers come as events from
/// another.
struct EventChannel: ListingChannel {
  private let exchange: HTTPExchange
  private let stream: CurlStream
  private var answers: EventAnswers
  private let endpoint: String
  private var id = 0

  /// Opens the stream and waits for the URL to post to.
  init(_ exchange: HTTPExchange, limits: ListingLimits) async throws(ToolListingFailure) {
    self.exchange = exchange
    stream = try await exchange.open("GET", [(name: "Accept", value: "text/event-stream")])
    guard stream.status == 200, stream.headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true
    else {
      stream.cancel()
      throw ToolListingFailure(.notMCP, "GET gave HTTP \(stream.status)")
    }
    answers = EventAnswers(stream, limit: limits.bytes)
    guard let reference = try await answers.next("endpoint") else {
      throw ToolListingFailure(.notMCP, "GET gave events, and none of them was an 'endpoint'")
    }
    guard let endpoint = exchange.sameOrigin(reference) else {
      throw ToolListingFailure(
        .protocol, "\(exchange.place) wants messages sent to another server, '\(reference.excerpt(limit: 200))'")
    }
    self.endpoint = endpoint
  }

  mutating func ask(_ method: String, _ params: JSONObject) async throws(ToolListingFailure) -> RPCOutcome {
    id += 1
    try await post(RPCMessage.request(id: id, method, params), method)
    return try await answers.outcome(of: id)
  }

  mutating func tell(_ notification: String) async throws(ToolListingFailure) {
    try await post(RPCMessage.notification(notification), notification)
  }

  private func post(_ body: [UInt8], _ method: String) async throws(ToolListingFailure) {
    let headers = [(name: "Content-Type", value: "application/json")]
    let answer = try await exchange.open("POST", headers, body: body, to: endpoint)
    answer.cancel()
    try exchange.check(answer.head, text: "")
    guard (200..<300).contains(answer.status) else {
      throw ToolListingFailure(.protocol, "expected HTTP 202 for \(method), found \(answer.status)")
    }
  }

  func end() { stream.cancel() }
}
