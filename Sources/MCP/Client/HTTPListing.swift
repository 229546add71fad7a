package import CurlHTTP
import OrderedJSON

extension ToolListing {
  /// Reads the tools of a server over HTTP: in the modern era, else by the handshake of the older ones, else over
  /// HTTP+SSE.
  ///
  /// - Parameters:
  ///   - headers: such as `Authorization`; they go to the URL's own origin only, and never over plain http to another
  ///     machine.
  ///   - client: with room for two requests at a time, because the oldest transport keeps a stream open.
  package static func fetch(
    url: String, headers: [(name: String, value: String)] = [], client: CurlClient,
    limits: ListingLimits = ListingLimits()
  ) async throws(ToolListingFailure) -> ToolListing {
    let exchange = try HTTPExchange(url, headers: headers, client: client, limits: limits)
    return try await withDeadline(limits.timeout) { () async throws(ToolListingFailure) in
      let (facts, pages) = try await HTTPListing(exchange: exchange, limits: limits).read()
      let source = url.prefix { $0 != "?" && $0 != "#" }
      return ToolListing(facts, pages, source: ["url": .string(String(source))], checksHeaders: true)
    }
  }
}

private func withDeadline<Value: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws(ToolListingFailure) -> Value
) async throws(ToolListingFailure) -> Value {
  let result = await withTaskGroup(of: Result<Value, ToolListingFailure>.self) { group in
    group.addTask { await Result(work) }
    group.addTask {
      try? await Task.sleep(for: limit)
      return .failure(ToolListingFailure(.timeout, "the server did not list its tools within \(limit)"))
    }
    let first = await group.next()
    group.cancelAll()
    return first ?? .failure(ToolListingFailure(.cancelled, "reading the tools was cancelled"))
  }
  return try result.get()
}

extension Result where Failure == ToolListingFailure {
  fileprivate init(_ work: () async throws(ToolListingFailure) -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}

/// Finds out which era a server speaks, and lists its tools in it.
private struct HTTPListing: Sendable {
  typealias Found = (facts: ServerFacts, pages: ToolPages)

  let exchange: HTTPExchange
  let limits: ListingLimits

  /// How often a server may lose the session.
  private static let mostSessions = 3

  func read() async throws(ToolListingFailure) -> Found {
    let patience = min(limits.probe, limits.timeout / 2)
    var sign = try await probe(patience)
    if case .again = sign { sign = try await probe(patience) }
    switch sign {
    case .modern(let facts): return (facts, try await modernTools())
    case .again: throw EraSign.refusal("refused the revision '\(Revision.july2026.rawValue)' and named it as supported")
    case .legacy: return try await inSession()
    case .silent: return try await afterSilence()
    }
  }

  /// Whatever keeps a server from answering the probe, even from being reached, will show again in the handshake.
  private func probe(_ limit: Duration) async throws(ToolListingFailure) -> EraSign {
    let outcome: RPCOutcome?
    do {
      outcome = try await withDeadline(limit) { [exchange] () async throws(ToolListingFailure) in
        var channel = ModernChannel(exchange)
        let reply = try await channel.reply(to: "server/discover", [:])
        if reply.head.status == 401 { try exchange.check(reply.head, text: reply.text) }
        return reply.outcome
      }
    } catch {
      if Task.isCancelled { throw ToolListingFailure(.cancelled, "reading the tools was cancelled") }
      switch error.code {
      case .unauthorized, .cancelled: throw error
      case .timeout: return .silent
      default: return .legacy
      }
    }
    return try EraSign(outcome)
  }

  /// A server that only starts slowly may be a modern one all the same: where it refuses the handshake, it is asked again.
  private func afterSilence() async throws(ToolListingFailure) -> Found {
    let refusal: ToolListingFailure
    do { return try await inSession() } catch { refusal = error }
    guard refusal.code == .refused || refusal.code == .notMCP || refusal.code == .protocol,
      case .modern(let facts) = try await probe(limits.timeout)
    else { throw refusal }
    return (facts, try await modernTools())
  }

  private func modernTools() async throws(ToolListingFailure) -> ToolPages {
    var channel = ModernChannel(exchange)
    return try await channel.tools(limits)
  }

  /// A session that the server loses begins anew, with the first page.
  private func inSession() async throws(ToolListingFailure) -> Found {
    for _ in 1..<Self.mostSessions {
      do { return try await inOneSession() } catch { guard error.code == .sessionLost else { throw error } }
    }
    return try await inOneSession()
  }

  private func inOneSession() async throws(ToolListingFailure) -> Found {
    var channel = SessionChannel(exchange)
    let reply = try await channel.reply(to: "initialize", ServerFacts.introduction)
    if [400, 404, 405].contains(reply.head.status), reply.outcome?.isResult != true {
      return try await overEvents(after: reply)
    }
    let outcome = try exchange.outcome(of: reply, "initialize", orElse: { notMCP(reply, "") })
    let facts = try ServerFacts(initialized: outcome.result(of: "initialize"))
    channel.revision = facts.revision
    try await channel.tell("notifications/initialized")
    let pages = try await channel.tools(limits)
    await channel.end()
    return (facts, pages)
  }

  private func overEvents(after reply: HTTPExchange.Reply) async throws(ToolListingFailure) -> Found {
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
    return (facts, try await channel.tools(limits))
  }

  private func notMCP(_ reply: HTTPExchange.Reply, _ more: String) -> ToolListingFailure {
    ToolListingFailure(
      .notMCP,
      "expected an MCP server at \(exchange.quotedOrigin), but POST gave HTTP \(reply.head.status) "
        + "\(HTTPExchange.Reply.words(reply.text))\(more): check the path"
        + (exchange.hasUsualPath ? "" : ", often it is '/mcp'"))
  }
}
