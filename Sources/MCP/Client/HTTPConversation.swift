import CurlHTTP
import OrderedJSON

/// Finds out which era a server speaks over HTTP, and does some work in it.
struct HTTPConversation: Sendable {
  /// What is done once the server is known; again from the start where it loses a session.
  typealias Work<Value: Sendable> =
    @Sendable (
      _ channel: inout any ListingChannel, _ facts: ServerFacts
    ) async throws(ToolListingFailure) -> Value

  let exchange: HTTPExchange
  let limits: ListingLimits

  /// How often a server may lose the session.
  private static let mostSessions = 3

  func value<Value: Sendable>(_ work: @escaping Work<Value>) async throws(ToolListingFailure) -> Value {
    let patience = min(limits.probe, limits.timeout / 2)
    var sign = try await probe(patience)
    if case .again = sign { sign = try await probe(patience) }
    switch sign {
    case .modern(let facts): return try await modern(facts, work)
    case .again: throw EraSign.refusal("refused the revision '\(Revision.july2026.rawValue)' and named it as supported")
    case .legacy: return try await inSession(work)
    case .silent: return try await afterSilence(work)
    }
  }

  /// Whatever keeps a server from answering the probe, even from being reached, will show again in the handshake.
  private func probe(_ limit: Duration) async throws(ToolListingFailure) -> EraSign {
    let outcome: RPCOutcome?
    do {
      let late = ToolListingFailure(.timeout, "the server did not say its era within \(limit)")
      outcome = try await withDeadline(limit, late) { [exchange] () async throws(ToolListingFailure) in
        var channel = ModernChannel(exchange)
        let reply = try await channel.reply(to: "server/discover", [:])
        if reply.head.status == 401 { try exchange.check(reply.head, text: reply.text) }
        return reply.outcome
      }
    } catch {
      if Task.isCancelled { throw .wasCancelled }
      switch error.code {
      case .unauthorized, .cancelled: throw error
      case .timeout: return .silent
      default: return .legacy
      }
    }
    return try EraSign(outcome)
  }

  /// A server that only starts slowly may be a modern one all the same: where it refuses the handshake, it is asked again.
  private func afterSilence<Value: Sendable>(_ work: @escaping Work<Value>) async throws(ToolListingFailure) -> Value {
    let refusal: ToolListingFailure
    do { return try await inSession(work) } catch { refusal = error }
    guard refusal.code == .refused || refusal.code == .notMCP || refusal.code == .protocol,
      case .modern(let facts) = try await probe(limits.timeout)
    else { throw refusal }
    return try await modern(facts, work)
  }

  func modern<Value: Sendable>(
    _ facts: ServerFacts, _ work: Work<Value>
  ) async throws(ToolListingFailure) -> Value {
    var channel: any ListingChannel = ModernChannel(exchange)
    return try await work(&channel, facts)
  }

  /// A session that the server loses begins anew, and the work with it.
  func inSession<Value: Sendable>(_ work: Work<Value>) async throws(ToolListingFailure) -> Value {
    for _ in 1..<Self.mostSessions {
      do { return try await inOneSession(work) } catch { guard error.code == .sessionLost else { throw error } }
    }
    return try await inOneSession(work)
  }

  private func inOneSession<Value: Sendable>(_ work: Work<Value>) async throws(ToolListingFailure) -> Value {
    var channel = SessionChannel(exchange)
    let reply = try await channel.reply(to: "initialize", ServerFacts.introduction)
    if [400, 404, 405].contains(reply.head.status), reply.outcome?.isResult != true {
      return try await overEvents(after: reply, work)
    }
    let outcome = try exchange.outcome(of: reply, "initialize", orElse: { notMCP(reply, "") })
    let facts = try ServerFacts(initialized: outcome.result(of: "initialize"))
    channel.revision = facts.revision
    try await channel.tell("notifications/initialized")
    var worked: any ListingChannel = channel
    let value = try await work(&worked, facts)
    await channel.end()
    return value
  }

  private func overEvents<Value: Sendable>(
    after reply: HTTPExchange.Reply, _ work: Work<Value>
  ) async throws(ToolListingFailure) -> Value {
    var channel: EventChannel
    do { channel = try await EventChannel(exchange, limits: limits) } catch {
      guard error.code == .notMCP else { throw error }
      _ = try reply.outcome?.result(of: "initialize")
      throw notMCP(reply, "; \(error)")
    }
    defer { channel.end() }
    let facts = try ServerFacts(
      initialized: try await channel.result(of: "initialize", ServerFacts.introduction))
    try await channel.tell("notifications/initialized")
    var worked: any ListingChannel = channel
    return try await work(&worked, facts)
  }

  private func notMCP(_ reply: HTTPExchange.Reply, _ more: String) -> ToolListingFailure {
    ToolListingFailure(
      .notMCP,
      "expected an MCP server at \(exchange.quotedOrigin), but POST gave HTTP \(reply.head.status) "
        + "\(HTTPExchange.Reply.words(reply.text))\(more): check the path"
        + (exchange.hasUsualPath ? "" : ", often it is '/mcp'"))
  }
}
