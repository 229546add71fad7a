import CurlHTTP
import EvalCore
import OrderedJSON
import Synchronization

/// A server over HTTP whose tools are called; a class because what is known of the server serves all calls.
final class HTTPUpstream: Sendable {
  private let url: String
  private let client: CurlClient
  private let limits: ListingLimits
  private let known = Mutex<Known?>(nil)

  fileprivate struct Known: Sendable {
    let facts: ServerFacts
    /// What the server's own list wants in headers, by tool; only the modern era has such.
    let parameters: [String: [HeaderParameter]]
  }

  init(url: String, client: CurlClient, limits: ListingLimits) {
    (self.url, self.client, self.limits) = (url, client, limits)
  }

  func call(_ params: JSONObject, within timeout: Duration) async throws(ToolListingFailure) -> RPCOutcome {
    var limits = limits
    limits.timeout = timeout
    let exchange = try HTTPExchange(url, headers: [], client: client, limits: limits)
    let conversation = HTTPConversation(exchange: exchange, limits: limits)
    let late = ToolListingFailure(.timeout, "\(exchange.quotedOrigin) did not answer tools/call within \(timeout)")
    do {
      return try await withDeadline(timeout, late) { () async throws(ToolListingFailure) in
        try await self.call(params, in: conversation)
      }
    } catch {
      // Another server may stand there by the next call.
      known.withLock { $0 = nil }
      throw error
    }
  }

  private func call(
    _ params: JSONObject, in conversation: HTTPConversation
  ) async throws(ToolListingFailure) -> RPCOutcome {
    let known = try await known(conversation)
    let headers = known.headers(of: params)
    let call: HTTPConversation.Work<RPCOutcome> = {
      (channel: inout any ListingChannel, _) async throws(ToolListingFailure) in
      try await channel.call(params, headers: headers)
    }
    if known.facts.revision.isModern { return try await conversation.modern(known.facts, call) }
    return try await conversation.inSession(call)
  }

  private func known(_ conversation: HTTPConversation) async throws(ToolListingFailure) -> Known {
    if let known = known.withLock({ $0 }) { return known }
    let limits = limits
    let found = try await conversation.value {
      (channel: inout any ListingChannel, facts) async throws(ToolListingFailure) in
      guard facts.revision.isModern else { return Known(facts: facts, parameters: [:]) }
      let tools = try await channel.tools(limits).tools.compactMap { $0.objectValue.flatMap(Tool.init) }
      return Known(facts: facts, parameters: HeaderParameter.byTool(tools))
    }
    known.withLock { $0 = found }
    return found
  }
}

extension HTTPUpstream.Known {
  fileprivate func headers(of params: JSONObject) -> [(name: String, value: String)] {
    guard let name = params["name"]?.stringValue, let arguments = params["arguments"]?.objectValue else { return [] }
    return (parameters[name] ?? []).compactMap { parameter in
      parameter.headerValue(in: arguments).map { (name: parameter.header, value: $0) }
    }
  }
}
