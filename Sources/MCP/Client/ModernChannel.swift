import OrderedJSON

/// Asks in the modern era: every request stands for itself.
struct ModernChannel: ReplyChannel {
  var exchange: HTTPExchange
  private var id = 0

  init(_ exchange: HTTPExchange) { self.exchange = exchange }

  mutating func reply(
    to method: String, _ params: JSONObject
  ) async throws(ToolListingFailure) -> HTTPExchange.Reply {
    id += 1
    let request = ModernRequest(id: id, method, params)
    return try await exchange.post(request.body, request.headers, id: id, .modern)
  }

  /// Says what is called in a header, too.
  mutating func call(
    _ params: JSONObject, headers: [(name: String, value: String)]
  ) async throws(ToolListingFailure) -> RPCOutcome {
    id += 1
    let request = ModernRequest(
      id: id, "tools/call", params, subject: params["name"]?.stringValue, parameterHeaders: headers)
    let reply = try await exchange.post(request.body, request.headers, id: id, .modern)
    let outcome = try exchange.outcome(of: reply, "tools/call")
    if case .result(let result) = outcome { try Self.checkComplete(result, of: "tools/call") }
    return outcome
  }

  mutating func tell(_ notification: String) {}

  /// A result whose kind a client does not know has to be taken for an invalid one, and one without a kind for a complete
  /// one (specification 2026-07-28, basic: result type). Lists have no other kind.
  static func checkComplete(_ result: JSONObject, of method: String) throws(ToolListingFailure) {
    guard let type = result["resultType"], type != "complete" else { return }
    throw ToolListingFailure(
      .protocol, "expected \(method) to give a result of the type 'complete', found \(type.excerpt())")
  }
}
