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
    let late = ToolListingFailure(.timeout, "the server did not list its tools within \(limits.timeout)")
    return try await withDeadline(limits.timeout, late) { () async throws(ToolListingFailure) in
      let conversation = HTTPConversation(exchange: exchange, limits: limits)
      let (facts, pages) = try await conversation.value {
        (channel: inout any ListingChannel, facts) async throws(ToolListingFailure) in
        (facts, try await channel.tools(limits))
      }
      let source = url.prefix { $0 != "?" && $0 != "#" }
      return ToolListing(facts, pages, source: ["url": .string(String(source))], checksHeaders: true)
    }
  }
}
