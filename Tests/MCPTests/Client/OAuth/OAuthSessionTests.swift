import CurlHTTP
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

/// The whole way to a token and the tools behind it, over real sockets.
@Suite(.timeLimit(.minutes(2)))
struct OAuthSessionTests {
  private let time = Box(Date(timeIntervalSince1970: 1_800_000_000))

  private func run(
    _ issuer: LoopbackIssuer, _ settings: (String) -> OAuthSettings,
    then: (OAuthSession, String) async throws -> Void = { _, _ in }
  ) async throws {
    try await RawMCPServer.run({ request, message in issuer.answer(request, message) }) { server in
      let client = CurlClient(maxConcurrent: 4)
      let time = time
      let session = try OAuthSession(
        server.url, settings(String(server.url.dropLast("/mcp".count))), client: client, now: { time.value })
      let listing = try await ToolListing.fetch(url: server.url, client: client, session: session)
      #expect(listing.toolSet["tools"]?.arrayValue?.count == 1)
      try await then(session, server.url)
      await client.shutdown()
    }
  }

  private static let browser: @Sendable (String) -> OAuthSettings = { _ in
    var settings = OAuthSettings(.authorizationCode(open: QuickBrowser.open))
    settings.patience = .seconds(20)
    return settings
  }

  private static let robot: @Sendable (String) -> OAuthSettings = { base in
    OAuthSettings(
      .clientCredentials, credentials: OAuthCredentials(issuer: base + "/as", id: "robot", secret: "s e:cret"))
  }

  private func expectFailure(
    _ issuer: LoopbackIssuer, _ part: String, _ settings: (String) -> OAuthSettings = browser,
    _ location: SourceLocation = #_sourceLocation
  ) async {
    let failure = await #expect(throws: ToolListingFailure.self, sourceLocation: location) {
      try await run(issuer, settings)
    }
    #expect(failure?.description.contains(part) == true, "\(failure.map { "\($0)" } ?? "")", sourceLocation: location)
    #expect(issuer.state.value.listings == 0, sourceLocation: location)
  }

  @Test func registersAClientAndLetsAPersonLetItIn() async throws {
    let issuer = LoopbackIssuer()
    try await run(issuer, Self.browser)
    #expect(issuer.state.value.registrations.count == 1)
    #expect(issuer.state.value.registrations[0]["application_type"] == "native")
    #expect(issuer.state.value.forms.map { $0["grant_type"] } == ["authorization_code"])
  }

  @Test func showsItsSecretAsAClientOfItsOwn() async throws {
    let issuer = LoopbackIssuer()
    try await run(issuer, Self.robot)
    #expect(issuer.state.value.forms.map { $0["scope"] } == ["tools:list"])
    #expect(issuer.state.value.forms.allSatisfy { $0["client_secret"] == nil })
  }

  @Test(arguments: [
    "/.well-known/oauth-authorization-server/as", "/.well-known/openid-configuration/as",
    "/as/.well-known/openid-configuration",
  ])
  func findsTheIssuerWhereverItsMetadataIs(place: String) async throws {
    var issuer = LoopbackIssuer()
    issuer.issuerPlace = place
    try await run(issuer, Self.robot)
  }

  @Test(arguments: ["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"])
  func findsTheServersMetadataWithoutBeingTold(place: String) async throws {
    var issuer = LoopbackIssuer()
    (issuer.metadataPlace, issuer.namesMetadata) = (place, false)
    try await run(issuer, Self.robot)
  }

  @Test func asksForAllScopesTogetherWhereOneWasMissing() async throws {
    var issuer = LoopbackIssuer()
    issuer.needed = ["tools:list", "tools:call"]
    try await run(issuer, Self.robot)
    #expect(issuer.state.value.forms.map { $0["scope"] } == ["tools:list", "tools:list tools:call"])
  }

  @Test func asksNoSecondTimeForScopesThatItWasNotGiven() async throws {
    var issuer = LoopbackIssuer()
    issuer.needed = ["tools:call"]
    let state = issuer.state
    issuer.challenged = ["tools:call"]
    let spoiled = issuer
    let failure = await #expect(throws: ToolListingFailure.self) {
      try await RawMCPServer.run({ request, message in
        let answer = spoiled.answer(request, message)
        // Whatever was asked for, the token has less.
        state.update { state in for token in state.tokens.keys { state.tokens[token] = ["tools:list"] } }
        return answer
      }) { server in
        let client = CurlClient(maxConcurrent: 4)
        let session = try OAuthSession(
          server.url, Self.robot(String(server.url.dropLast("/mcp".count))), client: client)
        _ = try await ToolListing.fetch(url: server.url, client: client, session: session)
      }
    }
    #expect(failure?.code == .forbidden)
    #expect(state.value.forms.count == 1)
  }

  @Test func turnsItsRefreshTokenIntoAnotherWhenTheTokenHasExpired() async throws {
    let issuer = LoopbackIssuer()
    try await run(issuer, Self.browser) { session, _ in
      let first = await session.headers
      time.update { $0 += 3591 }
      let second = await session.headers
      #expect(first.map(\.value) != second.map(\.value))
      #expect(issuer.state.value.tokens[second[0].value.dropFirst("Bearer ".count).description] != nil)
      #expect(issuer.state.value.forms.map { $0["grant_type"] } == ["authorization_code", "refresh_token"])
    }
  }

  @Test func givesUpOnAServerThatTakesNoTokenOfItsOwnIssuer() async {
    let issuer = LoopbackIssuer()
    let failure = await #expect(throws: ToolListingFailure.self) {
      try await RawMCPServer.run({ request, message in
        issuer.state.update { $0.tokens = [:] }
        return issuer.answer(request, message)
      }) { server in
        let client = CurlClient(maxConcurrent: 4)
        let session = try OAuthSession(
          server.url, Self.robot(String(server.url.dropLast("/mcp".count))), client: client)
        _ = try await ToolListing.fetch(url: server.url, client: client, session: session)
      }
    }
    #expect(failure?.code == .unauthorized)
    #expect(issuer.state.value.forms.count <= 8)
  }
}

extension OAuthSessionTests {
  @Test func trustsNoIssuerThatDoesNotSayS256() async {
    for methods: JSON? in [nil, ["plain"], []] {
      var issuer = LoopbackIssuer()
      issuer.issuer = { document in
        var document = document
        document["code_challenge_methods_supported"] = methods
        return document
      }
      await expectFailure(issuer, "PKCE with S256")
      #expect(issuer.state.value.codes.isEmpty)
    }
  }

  @Test func takesNoDocumentOfAnotherIssuer() async {
    var issuer = LoopbackIssuer()
    issuer.issuer = { document in
      var document = document
      document["issuer"] = "https://evil.example"
      return document
    }
    await expectFailure(issuer, "found that of 'https://evil.example'")
  }

  @Test func takesNoDocumentOfAnotherServer() async {
    for other in ["https://other.example/mcp", "http://127.0.0.1:1/mcp"] {
      var issuer = LoopbackIssuer()
      issuer.resource = { document in
        var document = document
        document["resource"] = .string(other)
        return document
      }
      await expectFailure(issuer, "found that of '\(other)'")
    }
  }

  @Test func showsASecretToNoIssuerButItsOwn() async {
    let issuer = LoopbackIssuer()
    let stranger = OAuthCredentials(issuer: "https://mine.example", id: "robot", secret: "s")
    await expectFailure(issuer, "expected the server to take tokens of 'https://mine.example'") { _ in
      OAuthSettings(.clientCredentials, credentials: stranger)
    }
    #expect(issuer.state.value.forms.isEmpty)
  }

  @Test(arguments: ["http://evil.example/token", "ftp://a/", "token", "https://evil.example/token#x"])
  func sendsNothingToAnEndpointThatIsNotPrivate(url: String) async {
    var issuer = LoopbackIssuer()
    issuer.issuer = { document in
      var document = document
      document["token_endpoint"] = .string(url)
      return document
    }
    await expectFailure(issuer, "'token_endpoint'", Self.robot)
  }

  @Test func takesNoCodeThatAnotherIssuerSent() async {
    var issuer = LoopbackIssuer()
    issuer.answer = { $0.replacing("%2Fas", with: "%2Fother") }
    await expectFailure(issuer, "found one of")
    issuer.answer = { $0.replacing("&iss=", with: "&x=") }
    await expectFailure(issuer, "as its metadata promises")
    #expect(issuer.state.value.forms.isEmpty)
  }

  @Test func saysWhyAPersonDidNotLetItIn() async {
    var issuer = LoopbackIssuer()
    issuer.answer = { $0.replacing("code=", with: "error=access_denied&x=") }
    await expectFailure(issuer, "found 'access_denied'")
  }

  @Test func saysWhyTheIssuerGaveNoToken() async {
    var issuer = LoopbackIssuer()
    issuer.secret = "another"
    await expectFailure(issuer, "with 'invalid_grant: not you'", Self.robot)
  }

  /// A page that sends a browser with a code of its own does not have it taken.
  @Test func passesOverAnswersToRequestsThatItDidNotMake() async throws {
    let listener = try await RedirectListener()
    let client = CurlClient(maxConcurrent: 1)
    _ = try await client.send(CurlRequest(listener.uri + "?code=theirs&state=theirs"))
    _ = try await client.send(CurlRequest(listener.uri + "?code=ours&state=ours"))
    let answer = try await listener.answer(state: "ours", within: .seconds(20))
    #expect(answer == RedirectAnswer(query: "code=ours&state=ours"))
    #expect(try await client.send(CurlRequest("POST", listener.uri, body: [])).status == 404)
    await listener.stop()
  }

  @Test func wantsNoTokenOverPlainHTTP() {
    #expect(throws: ToolListingFailure.self) {
      try OAuthSession(
        "http://mcp.example/mcp", OAuthSettings(.clientCredentials), client: CurlClient(maxConcurrent: 1))
    }
  }
}
