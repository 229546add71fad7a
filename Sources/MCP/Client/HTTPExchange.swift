import CurlHTTP
import OrderedJSON

/// Sends messages to one URL and reads what comes back, in JSON or as events, within a budget of bytes.
struct HTTPExchange {
  private let client: CurlClient
  private(set) var url: String
  private let origin: CurlAddress
  private let headers: [(name: String, value: String)]
  /// Bytes that the server may still send.
  private var budget: Int
  private let timeout: Duration
  private var questions = QuestionCount()

  private static let mostRedirects = 5
  /// How often a stream that ended before its answer is taken up again.
  private static let mostResumptions = 20

  /// - Parameter headers: the operator's own, which go with every request and to this origin only.
  init(
    _ url: String, headers: [(name: String, value: String)], client: CurlClient, limits: ListingLimits
  ) throws(ToolListingFailure) {
    do { origin = try CurlAddress(url) } catch { throw ToolListingFailure(.unreachable, error.description) }
    guard headers.isEmpty || origin.scheme == "https" || origin.isLoopback else {
      throw ToolListingFailure(
        .unreachable, "expected https for '\(origin)', because headers would be readable on their way: use https://")
    }
    self.client = client
    self.url = url
    self.headers = headers
    budget = limits.bytes
    timeout = limits.timeout
  }

  var quotedOrigin: String { "'\(origin)'" }

  /// Whether the URL has the path that most servers have.
  var hasUsualPath: Bool { origin.path.hasSuffix("/mcp") || origin.path.hasSuffix("/mcp/") }

  /// What the server answered to a message.
  struct Reply {
    let head: CurlHead
    /// Nil where the body is no JSON-RPC response.
    let outcome: RPCOutcome?
    /// The start of a body that is none.
    let text: String
  }

  /// What the eras do otherwise over the same transport.
  enum Era {
    /// The server asks nothing, and a stream that breaks off is a lost request.
    case modern
    /// The server may ask on a stream, end it, and go on with it when it is asked to; a 404 ends a session.
    case handshake(isInSession: Bool)
  }

  /// - Parameter id: of the request in the body; nil for a notification, whose answer is not read.
  mutating func post(
    _ body: [UInt8], _ own: [(name: String, value: String)], id: Int?, _ era: Era
  ) async throws(ToolListingFailure) -> Reply {
    let stream = try await open("POST", own, body: body)
    try check(stream.head, era)
    guard let id else {
      stream.cancel()
      return Reply(head: stream.head, outcome: nil, text: "")
    }
    if stream.isEventStream {
      let outcome = try await eventOutcome(of: id, stream, own, era)
      return Reply(head: stream.head, outcome: outcome, text: "")
    }
    let body: [UInt8]
    do { body = try await stream.collect() } catch { throw ToolListingFailure(error) }
    budget -= body.count
    let outcomes = ServerMessage.all(in: body).compactMap { $0.onlyOutcome(of: id) }
    return Reply(head: stream.head, outcome: outcomes.first, text: String(decoding: body.prefix(300), as: UTF8.self))
  }

  /// The outcome that a channel's request had, where no other way of asking could have had another.
  ///
  /// - Parameter failure: what a body that is no JSON-RPC response means; nil for the usual.
  func outcome(
    of reply: Reply, _ method: String, orElse failure: (() -> ToolListingFailure)? = nil
  ) throws(ToolListingFailure) -> RPCOutcome {
    try check(reply.head, text: reply.text)
    guard let outcome = reply.outcome else { throw failure?() ?? .unreadable(reply, method, self) }
    return outcome
  }

  /// Sends a request, follows redirects, and hands the answer over unread; later requests go where these led.
  mutating func open(
    _ method: String, _ own: [(name: String, value: String)], body: [UInt8]? = nil
  ) async throws(ToolListingFailure) -> CurlStream {
    var target = url
    let stream = try await open(method, own, body: body, at: &target)
    url = target
    return stream
  }

  /// - Parameter target: a URL of the same origin; where redirects led, afterwards.
  func open(
    _ method: String, _ own: [(name: String, value: String)], body: [UInt8]? = nil, at target: inout String
  ) async throws(ToolListingFailure) -> CurlStream {
    for _ in 0...Self.mostRedirects {
      var request = CurlRequest(method, target, headers: headers + own, body: body)
      request.idleTimeout = timeout
      request.responseLimit = max(1, budget)
      let stream: CurlStream
      do { stream = try await client.stream(request) } catch { throw ToolListingFailure(error) }
      guard let next = try redirect(stream.head, method, from: target) else { return stream }
      stream.cancel()
      target = next
    }
    throw ToolListingFailure(.protocol, "\(quotedOrigin) redirects more than \(Self.mostRedirects) times")
  }
}

extension HTTPExchange {
  /// Reads a stream, and those that go on with it, until the answer comes.
  private mutating func eventOutcome(
    of id: Int, _ first: CurlStream, _ own: [(name: String, value: String)], _ era: Era
  ) async throws(ToolListingFailure) -> RPCOutcome {
    var (stream, lastID) = (first, String?.none)
    var resumptions = 0
    while true {
      var events = EventAnswers(stream, limit: budget)
      let outcome = try await outcome(of: id, among: &events, own, era)
      budget -= events.bytes
      stream.cancel()
      if let outcome { return outcome }
      lastID = events.lastEventID ?? lastID
      guard case .handshake = era, let lastID, resumptions < Self.mostResumptions else {
        throw EventAnswers.end
      }
      resumptions += 1
      try await pause(events.retryMilliseconds)
      stream = try await open("GET", own.filter { $0.name != "Content-Type" } + [("Last-Event-ID", lastID)])
      try check(stream.head, era)
      guard stream.status == 200, stream.isEventStream else {
        stream.cancel()
        throw ToolListingFailure(
          .protocol, "\(EventAnswers.end), and GET to go on with it gave HTTP \(stream.status)")
      }
    }
  }

  /// Nil where the stream ended, or was cut off where it can be taken up again.
  private mutating func outcome(
    of id: Int, among events: inout EventAnswers, _ own: [(name: String, value: String)], _ era: Era
  ) async throws(ToolListingFailure) -> RPCOutcome? {
    do {
      return try await events.outcome(of: id) { reply throws(ToolListingFailure) in
        guard case .handshake = era else { return }
        try questions.count()
        // Whether it was heard, the stream will tell.
        (try? await open("POST", own, body: reply))?.cancel()
      }
    } catch {
      guard error.code == .protocol, case .handshake = era, events.lastEventID != nil else { throw error }
      return nil
    }
  }

  /// Before a stream is taken up again; the server may say how long.
  private func pause(_ milliseconds: Int?) async throws(ToolListingFailure) {
    let wait = milliseconds.map { Duration.milliseconds(min($0, 1 << 40)) } ?? .milliseconds(500)
    guard wait <= timeout else {
      throw ToolListingFailure(
        .timeout,
        "\(quotedOrigin) ended its stream and wants \(wait) to pass before it resumes, longer than it may take in all")
    }
    do { try await Task.sleep(for: wait) } catch { throw ToolListingFailure.wasCancelled }
  }

  private func check(_ head: CurlHead, _ era: Era) throws(ToolListingFailure) {
    guard case .handshake(isInSession: true) = era, head.status == 404 else { return }
    throw ToolListingFailure(.sessionLost, "\(quotedOrigin) ended the session that it had begun (HTTP 404)")
  }

  /// The target of a redirect that may be followed: the same origin, and the method kept, as any redirect of a GET does.
  private func redirect(
    _ head: CurlHead, _ method: String, from url: String
  ) throws(ToolListingFailure) -> String? {
    guard [301, 302, 303, 307, 308].contains(head.status), let location = head.headers["Location"] else { return nil }
    guard head.status >= 307 || method == "GET", let target = CurlAddress.target(of: location, from: url) else {
      throw ToolListingFailure(
        .protocol,
        "\(quotedOrigin) redirects to '\(location.excerpt(limit: 200))' (HTTP \(head.status)): "
          + "give that URL instead, if it is the server that you mean")
    }
    return target
  }

  /// The absolute URL that a reference from the server stands for; nil where it leads to another origin.
  func sameOrigin(_ reference: String) -> String? { CurlAddress.target(of: reference, from: url) }

  /// Answers that no other way of asking would change.
  func check(_ head: CurlHead, text: String) throws(ToolListingFailure) {
    switch head.status {
    case 401:
      let challenge = head.headers["WWW-Authenticate"].map { ": it asks for '\($0.excerpt(limit: 200))'" } ?? ""
      throw ToolListingFailure(
        .unauthorized, "\(quotedOrigin) requires authentication (HTTP 401)\(challenge); send the header 'Authorization'"
      ).with(challenges: head.headers.values(of: "WWW-Authenticate"))
    case 403:
      throw ToolListingFailure(
        .forbidden, "\(quotedOrigin) refuses requests with these headers (HTTP 403) \(Reply.words(text))"
      ).with(challenges: head.headers.values(of: "WWW-Authenticate"))
    case 429, 500...599:
      throw ToolListingFailure(
        .refused, "\(quotedOrigin) answered HTTP \(head.status) \(Reply.words(text))",
        fix: head.status == 429
          ? "wait for as long as the server asks, and try again"
          : "see the log of the server, or of what is in front of it, and try again")
    default: break
    }
  }
}

extension ToolListingFailure {
  init(_ failure: CurlFailure) {
    let code: Code =
      switch failure.code {
      case .timeout: .timeout
      case .tooLarge: .tooLarge
      case .cancelled, .shutDown: .cancelled
      case .protocolViolation: .notMCP
      case .cutOff: .protocol
      case .refused, .nameLookup, .connection, .tls, .unsupportedURL, .unsendableRequest, .resources: .unreachable
      }
    self.init(code, failure.description)
  }

  static func unreadable(
    _ reply: HTTPExchange.Reply, _ method: String, _ exchange: HTTPExchange
  ) -> ToolListingFailure {
    ToolListingFailure(
      .notMCP,
      "expected \(exchange.quotedOrigin) to answer \(method) with a JSON-RPC response, found HTTP \(reply.head.status) "
        + "\(HTTPExchange.Reply.words(reply.text))")
  }
}

extension CurlStream {
  var isEventStream: Bool { headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true }
}
