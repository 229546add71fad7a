import OrderedJSON

/// Asks in the modern era: every request stands for itself.
struct ModernChannel: ListingChannel {
  var exchange: HTTPExchange
  private var id = 0

  init(_ exchange: HTTPExchange) { self.exchange = exchange }

  mutating func ask(_ method: String, _ params: JSONObject) async throws(ToolListingFailure) -> RPCOutcome {
    let reply = try await reply(to: method, params)
    guard let outcome = reply.outcome else { throw .unreadable(reply, method, exchange) }
    return outcome
  }

  mutating func reply(
    to method: String, _ params: JSONObject
  ) async throws(ToolListingFailure) -> HTTPExchange.Reply {
    id += 1
    let request = ModernRequest(id: id, method, params)
    return try await exchange.post(request.body, request.headers, id: id)
  }

  mutating func tell(_ notification: String) {}
}
