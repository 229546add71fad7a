import OrderedJSON

/// Which revision the requests of one stdio connection are in: the first ones decide (mcp.md 1.5).
struct StdioEra {
  /// By `initialize`.
  private var agreed: Revision?
  private var client: String?
  /// Whether a modern request other than the probe was answered.
  private var isModern = false

  mutating func route(_ call: RPCRequest) throws(RPCError) -> Route {
    if call.method == "initialize" { return try initialize(call) }
    if call.meta?[RPCRequest.revisionKey] != nil || (agreed == nil && call.method != "ping") {
      let route = try Ladder.modern(call)
      if call.method != "server/discover" { isModern = true }
      return route
    }
    return Ladder.legacy(call, revision: agreed ?? .newestLegacy, userAgent: client)
  }

  private mutating func initialize(_ call: RPCRequest) throws(RPCError) -> Route {
    guard !isModern else {
      throw RPCError.unsupportedVersion(call.params["protocolVersion"] ?? "", offered: [.july2026]).to(call.id)
    }
    let route = Ladder.legacy(call, revision: .newestLegacy)
    (agreed, client) = (route.revision, route.client)
    return route
  }
}
