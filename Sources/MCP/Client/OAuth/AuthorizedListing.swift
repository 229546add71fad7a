package import CurlHTTP

extension ToolListing {
  /// Reads the tools of a server that may want a token, which the session gets where it does.
  ///
  /// - Parameters:
  ///   - headers: beside the session's own.
  ///   - client: with room for two requests at a time.
  package static func fetch(
    url: String, headers: [(name: String, value: String)] = [], client: CurlClient,
    limits: ListingLimits = ListingLimits(), session: OAuthSession
  ) async throws(ToolListingFailure) -> ToolListing {
    while true {
      let refusal: ToolListingFailure
      do {
        return try await fetch(url: url, headers: headers + (await session.headers), client: client, limits: limits)
      } catch {
        refusal = error
      }
      guard refusal.wantsAnotherToken else { throw refusal }
      // The session says when it is enough.
      try await session.letIn(after: refusal.challenges)
    }
  }
}

extension ToolListingFailure {
  fileprivate var wantsAnotherToken: Bool {
    switch code {
    case .unauthorized: true
    case .forbidden: BearerChallenge(challenges)?.wantsMoreScope ?? false
    default: false
    }
  }
}
