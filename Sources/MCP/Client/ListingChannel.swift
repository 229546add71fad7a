import OrderedJSON

/// One way to ask a server over HTTP, one request after the other.
protocol ListingChannel {
  mutating func ask(_ method: String, _ params: JSONObject) async throws(ToolListingFailure) -> RPCOutcome
  mutating func tell(_ notification: String) async throws(ToolListingFailure)
}

extension ListingChannel {
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
