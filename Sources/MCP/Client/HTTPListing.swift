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
      let (facts, tools) = try await HTTPListing(exchange: exchange, limits: limits).read()
      let source = url.prefix { $0 != "?" && $0 != "#" }
      return ToolListing(facts, tools: tools, source: ["url": .string(String(source))], checksHeaders: true)
    }
  }

  private static func withDeadline(
    _ limit: Duration, _ work: @escaping @Sendable () async throws(ToolListingFailure) -> ToolListing
  ) async throws(ToolListingFailure) -> ToolListing {
    let result = await withTaskGroup(of: Result<ToolListing, ToolListingFailure>.self) { group in
      group.addTask { await Result(work) }
      group.addTask {
        try? await Task.sleep(for: limit)
        return .failure(ToolListingFailure(.timeout, "the server did not list its tools within \(limit)"))
      }
      let first = await group.next()
      group.cancelAll()
      return first ?? .failure(ToolListingFailure(.cancelled, "the tools were not waited for"))
    }
    return try result.get()
  }
}

extension Result where Failure == ToolListingFailure {
  fileprivate init(_ work: () async throws(ToolListingFailure) -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}

/// Finds out which era a server speaks, and lists its tools in it.
private struct HTTPListing: Sendable {
  typealias Found = (facts: ServerFacts, tools: [JSON])

  let exchange: HTTPExchange
  let limits: ListingLimits

  func read() async throws(ToolListingFailure) -> Found {
    var channel = ModernChannel(exchange)
    let reply = try await channel.reply(to: "server/discover", [:])
    guard case .result(let result)? = reply.outcome, let facts = ServerFacts(discovered: result) else {
      return try await inSession()
    }
    return (facts, try await channel.tools(limits))
  }

  private func inSession() async throws(ToolListingFailure) -> Found {
    var channel = SessionChannel(exchange)
    let reply = try await channel.reply(to: "initialize", ServerFacts.introduction)
    guard let outcome = reply.outcome else {
      guard [400, 404, 405].contains(reply.head.status) else { throw notMCP(reply, "") }
      return try await overEvents(after: reply)
    }
    let facts = try ServerFacts(initialized: outcome.result(of: "initialize"))
    channel.revision = facts.revision
    try await channel.tell("notifications/initialized")
    let tools = try await channel.tools(limits)
    await channel.end()
    return (facts, tools)
  }

  private func overEvents(after reply: HTTPExchange.Reply) async throws(ToolListingFailure) -> Found {
    var channel: EventChannel
    do { channel = try await EventChannel(exchange, limits: limits) } catch {
      guard error.code == .notMCP else { throw error }
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
      "expected an MCP server at \(exchange.place), but POST gave HTTP \(reply.head.status) "
        + "'\(reply.text.excerpt(limit: 120))'\(more): see whether the path is right, often it is '/mcp'")
  }
}
