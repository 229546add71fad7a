import CurlHTTP
import OrderedJSON

/// Asks in the handshake era over Streamable HTTP: within a session, where the server wants one.
struct SessionChannel: ReplyChannel {
  var exchange: HTTPExchange
  /// Known once `initialize` was answered.
  var revision: Revision?
  private var session: String?
  private var id = 0

  init(_ exchange: HTTPExchange) { self.exchange = exchange }

  mutating func reply(
    to method: String, _ params: JSONObject
  ) async throws(ToolListingFailure) -> HTTPExchange.Reply {
    id += 1
    let reply = try await exchange.post(
      RPCMessage.request(id: id, method, params), headers, id: id, .handshake(isInSession: session != nil))
    if let given = reply.head.headers["Mcp-Session-Id"], given.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
      session = given
    }
    return reply
  }

  mutating func tell(_ notification: String) async throws(ToolListingFailure) {
    _ = try await exchange.post(
      RPCMessage.notification(notification), headers, id: nil, .handshake(isInSession: session != nil))
  }

  /// Lets the server forget the session; whether it does is its own affair.
  func end() async {
    guard session != nil else { return }
    var exchange = exchange
    (try? await exchange.open("DELETE", headers))?.cancel()
  }

  private var headers: [(name: String, value: String)] {
    var headers = [
      (name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json, text/event-stream"),
    ]
    if let revision { headers.append(("MCP-Protocol-Version", revision.rawValue)) }
    if let session { headers.append(("Mcp-Session-Id", session)) }
    return headers
  }
}
