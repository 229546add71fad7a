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
    var exchange = exchange
    stream = try await exchange.open("GET", [(name: "Accept", value: "text/event-stream")])
    self.exchange = exchange
    guard stream.status == 200, stream.isEventStream else {
      stream.cancel()
      throw ToolListingFailure(.notMCP, "GET gave HTTP \(stream.status)")
    }
    answers = EventAnswers(stream, limit: limits.bytes)
    guard let reference = try await answers.next("endpoint") else {
      throw ToolListingFailure(.notMCP, "GET gave events, but none of them was an 'endpoint'")
    }
    guard let endpoint = exchange.sameOrigin(reference) else {
      throw ToolListingFailure(
        .protocol, "\(exchange.quotedOrigin) wants messages sent to another server, '\(reference.excerpt(limit: 200))'")
    }
    self.endpoint = endpoint
  }

  mutating func ask(_ method: String, _ params: JSONObject) async throws(ToolListingFailure) -> RPCOutcome {
    id += 1
    try await post(RPCMessage.request(id: id, method, params), method)
    var questions = QuestionCount()
    let outcome = try await answers.outcome(of: id) { [post] reply throws(ToolListingFailure) in
      try questions.count()
      try await post(reply, "an answer")
    }
    guard let outcome else { throw EventAnswers.end }
    return outcome
  }

  mutating func tell(_ notification: String) async throws(ToolListingFailure) {
    try await post(RPCMessage.notification(notification), notification)
  }

  private func post(_ body: [UInt8], _ method: String) async throws(ToolListingFailure) {
    let headers = [(name: "Content-Type", value: "application/json")]
    var target = endpoint
    let answer = try await exchange.open("POST", headers, body: body, at: &target)
    answer.cancel()
    try exchange.check(answer.head, text: "")
    guard (200..<300).contains(answer.status) else {
      throw ToolListingFailure(.protocol, "expected HTTP 202 for \(method), found \(answer.status)")
    }
  }

  func end() { stream.cancel() }
}

/// How many requests of its own a server has sent: each costs an answer, and a hostile one would never end.
struct QuestionCount {
  private var found = 0
  private static let most = 100

  mutating func count() throws(ToolListingFailure) {
    found += 1
    guard found <= Self.most else {
      throw ToolListingFailure(.tooLarge, "expected the server to send at most \(Self.most) requests, found more")
    }
  }
}
