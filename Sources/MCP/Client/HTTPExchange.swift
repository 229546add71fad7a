import CurlHTTP
import Foundation
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

  private static let mostRedirects = 5

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

  var place: String { "'\(origin)'" }

  /// What the server answered to a message.
  struct Reply {
    let head: CurlHead
    /// Nil where the body is no JSON-RPC response.
    let outcome: RPCOutcome?
    /// The start of a body that is none.
    let text: String
  }

  /// - Parameter id: of the request in the body; nil for a notification, whose answer is not read.
  mutating func post(
    _ body: [UInt8], _ own: [(name: String, value: String)], id: Int?
  ) async throws(ToolListingFailure) -> Reply {
    for _ in 0...Self.mostRedirects {
      let stream = try await open("POST", own, body: body)
      if let target = try redirect(stream) {
        stream.cancel()
        url = target
        continue
      }
      let reply = try await read(stream, id: id)
      try check(reply.head, text: reply.text)
      return reply
    }
    throw ToolListingFailure(.protocol, "\(place) redirects more than \(Self.mostRedirects) times")
  }

  /// Sends a request and hands its answer over unread.
  func open(
    _ method: String, _ own: [(name: String, value: String)], body: [UInt8]? = nil, to target: String? = nil
  ) async throws(ToolListingFailure) -> CurlStream {
    var request = CurlRequest(method, target ?? url, headers: headers + own, body: body)
    request.idleTimeout = timeout
    request.responseLimit = max(1, budget)
    do { return try await client.stream(request) } catch { throw ToolListingFailure(error) }
  }

  private mutating func read(_ stream: CurlStream, id: Int?) async throws(ToolListingFailure) -> Reply {
    guard let id else {
      stream.cancel()
      return Reply(head: stream.head, outcome: nil, text: "")
    }
    let isEvents = stream.headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true
    if isEvents {
      var events = EventAnswers(stream, limit: budget)
      let outcome = try await events.outcome(of: id)
      budget -= events.bytes
      stream.cancel()
      return Reply(head: stream.head, outcome: outcome, text: "")
    }
    let body: [UInt8]
    do { body = try await stream.collected() } catch { throw ToolListingFailure(error) }
    budget -= body.count
    let message = try? JSON(parsing: body)
    return Reply(
      head: stream.head, outcome: message.flatMap(RPCOutcome.init),
      text: String(decoding: body.prefix(300), as: UTF8.self))
  }
}

extension HTTPExchange {
  /// The target of a redirect that may be followed: the same origin, and the method kept.
  private func redirect(_ stream: CurlStream) throws(ToolListingFailure) -> String? {
    guard (301...308).contains(stream.status), stream.status != 304, let location = stream.headers["Location"] else {
      return nil
    }
    guard stream.status >= 307, let target = sameOrigin(location) else {
      throw ToolListingFailure(
        .protocol,
        "\(place) redirects to '\(location.excerpt(limit: 200))' (HTTP \(stream.status)): "
          + "give that URL instead, if it is the server that you mean")
    }
    return target
  }

  /// The absolute URL that a reference from the server stands for; nil where it leads to another origin.
  func sameOrigin(_ reference: String) -> String? {
    guard let target = URL(string: reference, relativeTo: URL(string: url))?.absoluteString,
      let address = try? CurlAddress(target), address.scheme == origin.scheme, address.host == origin.host,
      address.port == origin.port
    else { return nil }
    return target
  }

  /// Answers that no other way of asking would change.
  func check(_ head: CurlHead, text: String) throws(ToolListingFailure) {
    switch head.status {
    case 401:
      let challenge = head.headers["WWW-Authenticate"].map { ": it asks for '\($0.excerpt(limit: 200))'" } ?? ""
      throw ToolListingFailure(
        .unauthorized, "\(place) wants to know who asks (HTTP 401)\(challenge); send the header 'Authorization'")
    case 403:
      throw ToolListingFailure(
        .forbidden, "\(place) may not be asked with these headers (HTTP 403) '\(text.excerpt())'")
    case 429, 500...599:
      throw ToolListingFailure(.refused, "\(place) answered HTTP \(head.status) '\(text.excerpt(limit: 200))'")
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
      "expected \(exchange.place) to answer \(method) with a JSON-RPC response, found HTTP \(reply.head.status) "
        + "'\(reply.text.excerpt(limit: 200))'")
  }
}
