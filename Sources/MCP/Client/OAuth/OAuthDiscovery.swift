import CurlHTTP
import OrderedJSON

/// Finds out where tokens for a server are to be had: its own metadata first, then that of an issuer which it names.
struct OAuthDiscovery: Sendable {
  let server: OAuthAddress
  let client: CurlClient

  /// - Parameter known: the issuer of the operator's own client, whose secret no other may see; nil for whichever is named first.
  func road(_ challenge: BearerChallenge?, known: String?) async throws(ToolListingFailure) -> OAuthRoad {
    guard let document = try await resource(challenge) else {
      // Servers of 2025-03-26 have no metadata; they are their own issuers.
      let issuer = try await issuer(try Self.chosen(from: [server.origin], known))
      return OAuthRoad(resource: server.canonical, issuer: issuer, scopes: [])
    }
    let issuer = try await issuer(try Self.chosen(from: document.issuers, known))
    return OAuthRoad(resource: document.resource, issuer: issuer, scopes: document.scopes)
  }

  /// Nil where there is no metadata.
  private func resource(_ challenge: BearerChallenge?) async throws(ToolListingFailure) -> ResourceDocument? {
    for url in (challenge?.metadata.map { [$0] } ?? []) + server.resourceMetadata {
      try checkLead(to: url)
      guard let document = try await document(url) else { continue }
      return try ResourceDocument(document, of: server)
    }
    return nil
  }

  private static func chosen(from issuers: [String], _ known: String?) throws(ToolListingFailure) -> String {
    guard let known else { return issuers[0] }
    guard issuers.contains(where: { $0.hasSameScalars(as: known) }) else {
      throw .oauth(
        "expected the server to take tokens of '\(known)', found that it takes those of "
          + issuers.map { "'\($0.excerpt(limit: 200))'" }.joined(separator: " or "))
    }
    return known
  }

  private func issuer(_ issuer: String) async throws(ToolListingFailure) -> IssuerDocument {
    try checkLead(to: issuer)
    for url in OAuthAddress(issuer)?.issuerMetadata ?? [] {
      if let document = try await document(url) { return try IssuerDocument(document, of: issuer) }
    }
    throw .oauth("expected the metadata of the authorization server '\(issuer.excerpt(limit: 200))', found none")
  }

  private func checkLead(to url: String) throws(ToolListingFailure) {
    guard let address = OAuthAddress(url), server.mayLead(to: address) else {
      throw .oauth(
        "expected '\(server.canonical)' to lead to an https address on the way to a token, found '\(url.excerpt(limit: 200))'"
      )
    }
  }

  /// Nil where something else than a JSON object is there.
  private func document(_ url: String) async throws(ToolListingFailure) -> JSON? {
    let response = try await client.answer(CurlRequest(url, headers: [("Accept", "application/json")]))
    guard response.status == 200, let document = try? JSON(parsing: response.body, limits: JSONLimits(depth: 32)),
      document.objectValue != nil
    else { return nil }
    return document
  }
}

extension CurlClient {
  /// A short answer to a short question on the way to a token; redirects are not followed.
  func answer(_ request: CurlRequest) async throws(ToolListingFailure) -> CurlResponse {
    var request = request
    request.timeout = .seconds(30)
    request.responseLimit = 1 << 20
    do { return try await send(request) } catch { throw ToolListingFailure(error) }
  }
}
