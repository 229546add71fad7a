import OrderedJSON

/// One way to ask a server over HTTP, one request after the other.
protocol ListingChannel: Sendable {
  mutating func ask(_ method: String, _ params: JSONObject) async throws(ToolListingFailure) -> RPCOutcome
  /// Asks for what a tool answers.
  ///
  /// - Parameter headers: that repeat some of its arguments, where the era has such.
  mutating func call(
    _ params: JSONObject, headers: [(name: String, value: String)]
  ) async throws(ToolListingFailure) -> RPCOutcome
  mutating func tell(_ notification: String) async throws(ToolListingFailure)
}

/// A channel whose answers come back on the request that asked.
protocol ReplyChannel: ListingChannel {
  var exchange: HTTPExchange { get }
  mutating func reply(
    to method: String, _ params: JSONObject
  ) async throws(ToolListingFailure) -> HTTPExchange.Reply
  /// What the era demands of a result.
  static func checkComplete(_ result: JSONObject, of method: String) throws(ToolListingFailure)
}

extension ReplyChannel {
  mutating func ask(_ method: String, _ params: JSONObject) async throws(ToolListingFailure) -> RPCOutcome {
    let outcome = try exchange.outcome(of: try await reply(to: method, params), method)
    if case .result(let result) = outcome { try Self.checkComplete(result, of: method) }
    return outcome
  }

  static func checkComplete(_ result: JSONObject, of method: String) throws(ToolListingFailure) {}
}

extension ListingChannel {
  mutating func call(
    _ params: JSONObject, headers: [(name: String, value: String)]
  ) async throws(ToolListingFailure) -> RPCOutcome { try await ask("tools/call", params) }

  mutating func result(of method: String, _ params: JSONObject) async throws(ToolListingFailure) -> JSONObject {
    try await ask(method, params).result(of: method)
  }

  /// All pages of `tools/list`.
  mutating func tools(_ limits: ListingLimits) async throws(ToolListingFailure) -> ToolPages {
    var pages = ToolPages(limits: limits)
    var next: JSONObject? = [:]
    while let params = next { next = try pages.take(try await result(of: "tools/list", params)) }
    return pages
  }
}

extension RPCOutcome {
  func result(of method: String) throws(ToolListingFailure) -> JSONObject {
    switch self {
    case .result(let result): return result
    case .unreadable(let reason):
      throw ToolListingFailure(.protocol, "the server's answer to \(method) cannot be used: \(reason)")
    case .error(let code, let message, _):
      throw ToolListingFailure(
        .refused, "the server answered \(method) with error \(code): '\(message.excerpt(limit: 300))'")
    }
  }
}
