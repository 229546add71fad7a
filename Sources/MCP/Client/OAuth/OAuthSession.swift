package import CurlHTTP
package import Foundation
import OrderedJSON

/// Lets a client into one server: gets a token where the server asks for one, keeps it, and gets a wider or a new one where
/// that is wanted, a few times at most.
///
/// An actor, because requests to the server share the token.
package actor OAuthSession {
  private let server: OAuthAddress
  private let settings: OAuthSettings
  private let client: CurlClient
  private let now: @Sendable () -> Date
  private var road: OAuthRoad?
  private var registered: OAuthCredentials?
  private var token: OAuthToken?
  private var asked: [String] = []
  private var attempts = 0

  /// How often a server may ask for another token.
  private static let mostAttempts = 4

  /// - Parameter url: of the MCP server; over https, or on this machine.
  package init(
    _ url: String, _ settings: OAuthSettings, client: CurlClient, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(ToolListingFailure) {
    guard let server = OAuthAddress(url), server.isPrivate else {
      throw .oauth("expected https for a server that takes tokens, found '\(url.excerpt(limit: 200))'")
    }
    self.server = server
    self.settings = settings
    self.client = client
    self.now = now
  }

  /// What goes with a request to the server now; nothing where there is no token yet.
  package var headers: [(name: String, value: String)] {
    get async {
      if let token, !token.isGood(at: now()) { await renew() }
      return token.map { [("Authorization", "Bearer \($0.access)")] } ?? []
    }
  }

  /// After the server has refused a request.
  ///
  /// - Parameter challenges: every value of its header `WWW-Authenticate`.
  /// - Throws: where no token is to be had that could change anything.
  package func letIn(after challenges: [String]) async throws(ToolListingFailure) {
    guard attempts < Self.mostAttempts else {
      throw .oauth("expected '\(server.canonical)' to take a token, found it refusing \(attempts.counted("token"))")
    }
    attempts += 1
    let challenge = BearerChallenge(challenges)
    let road = try await road(challenge)
    let wanted = wantedScopes(challenge, road)
    if let challenge, challenge.wantsMoreScope {
      guard !Set(wanted).isSubset(of: asked) else {
        throw ToolListingFailure(
          .forbidden,
          "expected a token with \(Self.list(challenge.scopes)) to be enough for '\(server.canonical)', found it refused"
        )
      }
    } else if token != nil {
      await renew()
      if token != nil { return }
    }
    token = try await newToken(road, wanted)
    asked = wanted
  }

  /// What was asked for before is asked for again, because a new token takes the old one's place.
  private func wantedScopes(_ challenge: BearerChallenge?, _ road: OAuthRoad) -> [String] {
    let named = challenge?.scopes ?? []
    return (asked + settings.scopes + (named.isEmpty && asked.isEmpty ? road.scopes : named)).distinct
  }

  private func road(_ challenge: BearerChallenge?) async throws(ToolListingFailure) -> OAuthRoad {
    if let road { return road }
    let found = try await OAuthDiscovery(server: server, client: client).road(
      challenge, known: settings.credentials?.issuer)
    road = found
    return found
  }

  private static func list(_ scopes: [String]) -> String { scopes.map { "'\($0.excerpt())'" }.joined(separator: ", ") }
}

extension OAuthSession {
  private func newToken(_ road: OAuthRoad, _ scopes: [String]) async throws(ToolListingFailure) -> OAuthToken {
    switch settings.grant {
    case .clientCredentials:
      let client = try await knownClient(road, redirect: nil, scopes)
      return try await token(road, [("grant_type", "client_credentials")], scopes, as: client)
    case .authorizationCode(let open):
      let listener = try await RedirectListener()
      let result: Result<OAuthToken, ToolListingFailure>
      do throws(ToolListingFailure) {
        result = .success(try await token(road, scopes, listener, open))
      } catch {
        result = .failure(error)
      }
      await listener.stop()
      return try result.get()
    }
  }

  private func token(
    _ road: OAuthRoad, _ scopes: [String], _ listener: RedirectListener, _ open: @Sendable (String) async -> Void
  ) async throws(ToolListingFailure) -> OAuthToken {
    // The address that a browser is sent to is part of the registration, and has another port each time.
    if settings.credentials == nil { registered = nil }
    let client = try await knownClient(road, redirect: listener.uri, scopes)
    let (proof, state) = (ProofKey(), ProofKey.randomWord())
    await open(
      try road.authorizationURL(client, scopes: scopes, state: state, proof: proof, redirect: listener.uri))
    let answer = try await listener.answer(state: state, within: settings.patience)
    let fields: [(name: String, value: String?)] = [
      ("grant_type", "authorization_code"), ("code", try answer.code(from: road.issuer)),
      ("redirect_uri", listener.uri), ("code_verifier", proof.verifier),
    ]
    // The scopes were named when the code was asked for.
    return try await token(road, fields, [], as: client, granted: scopes)
  }

  private func token(
    _ road: OAuthRoad, _ fields: [(name: String, value: String?)], _ scopes: [String], as client: OAuthCredentials,
    granted: [String]? = nil
  ) async throws(ToolListingFailure) -> OAuthToken {
    let response = try await self.client.answer(road.tokenRequest(fields, scopes: scopes, as: client))
    return try OAuthToken(
      response.status, response.body, asked: granted ?? scopes, from: road.issuer.tokenEndpoint, at: now())
  }

  /// Turns the refresh token into another access token; where that is refused, there is none any more.
  private func renew() async {
    guard let road, let old = token, let refresh = old.refresh, let client = settings.credentials ?? registered else {
      token = nil
      return
    }
    // An issuer that sends no new refresh token leaves the old one good (RFC 6749, section 6).
    token = try? await token(
      road, [("grant_type", "refresh_token"), ("refresh_token", refresh)], [], as: client, granted: old.scopes
    ).keeping(refresh)
  }

  private func knownClient(
    _ road: OAuthRoad, redirect: String?, _ scopes: [String]
  ) async throws(ToolListingFailure) -> OAuthCredentials {
    if let client = settings.credentials ?? registered { return client }
    let request = try road.registration(name: settings.clientName, redirect: redirect, scopes: scopes)
    let response = try await client.answer(request)
    let answer = try? JSON(parsing: response.body, limits: JSONLimits(depth: 32))
    guard response.status == 201 || response.status == 200, let id = answer?["client_id"]?.stringValue else {
      let word = answer?["error"]?.stringValue.map { " with '\($0.excerpt())'" } ?? ""
      throw .oauth("expected '\(road.issuer.issuer)' to register a client, found HTTP \(response.status)\(word)")
    }
    let client = OAuthCredentials(issuer: road.issuer.issuer, id: id, secret: answer?["client_secret"]?.stringValue)
    registered = client
    return client
  }
}
