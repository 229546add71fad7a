import OrderedJSON

/// Which revision the requests of one stdio connection are in: the first ones decide (docs/mcp.md 1.5).
struct StdioEra {
  private var handshake = Handshake(assumed: .newestLegacy)
  /// Whether a modern request other than the probe was answered.
  private var isModern = false

  /// By the handshake; nil where there was none.
  var agreed: Revision? { handshake.agreed }

  /// Nil where there is nothing to answer.
  mutating func routes(_ incoming: Incoming) throws(RPCError) -> Routes? {
    guard case .call(let call) = incoming else { return handshake.routes(incoming) }
    return .one(try route(call))
  }

  private mutating func route(_ call: RPCRequest) throws(RPCError) -> Route {
    if call.method == "initialize" { return try initialize(call) }
    if call.meta?[RPCRequest.revisionKey] != nil || (handshake.agreed == nil && call.method != "ping") {
      let route = try RequestValidator.modern(call)
      if call.method != "server/discover" { isModern = true }
      return route
    }
    return handshake.route(call)
  }

  private mutating func initialize(_ call: RPCRequest) throws(RPCError) -> Route {
    guard !isModern else {
      throw RPCError.unsupportedVersion(call.params["protocolVersion"] ?? "", offered: [.july2026]).to(call.id)
    }
    return handshake.route(call)
  }
}
