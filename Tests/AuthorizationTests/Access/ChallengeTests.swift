import Testing

@testable import Authorization

struct ChallengeTests {
  private let challenge = Challenge(
    metadata: "https://mcp.example/.well-known/oauth-protected-resource/mcp", scopes: ["tools:list"])

  @Test func tellsWhoHasNoTokenWhereToGetOneAndForWhat() {
    #expect(
      challenge.header(for: .missing)
        == #"Bearer scope="tools:list", resource_metadata="https://mcp.example/.well-known/oauth-protected-resource/mcp""#
    )
  }

  @Test func saysWhyATokenIsNotTaken() {
    #expect(
      challenge.header(for: .invalidToken("expected a token that is valid, found one that has expired"))
        == #"Bearer error="invalid_token", scope="tools:list", "#
        + #"resource_metadata="https://mcp.example/.well-known/oauth-protected-resource/mcp", "#
        + #"error_description="expected a token that is valid, found one that has expired""#)
  }

  @Test func asksForAllScopesOfWhatWasAskedAndNamesThoseThatAreMissing() {
    let header = challenge.header(
      for: .insufficientScope(needed: ["issues:read", "issues:write"], missing: ["issues:write"]))
    #expect(
      header
        == #"Bearer error="insufficient_scope", scope="issues:read issues:write", "#
        + #"resource_metadata="https://mcp.example/.well-known/oauth-protected-resource/mcp", "#
        + #"error_description="expected a token with the scope 'issues:write' as well""#)
  }

  @Test func isNoneWhereATokenWouldChangeNothing() {
    #expect(challenge.header(for: .unavailable("the keys are away")) == nil)
  }

  /// A token's words come back in the description, and must not begin a parameter or a line of their own.
  @Test func letsNoWordOfATokenOutOfItsQuotes() {
    let header = challenge.header(for: .invalidToken("found \"x\", error=\"none\"\r\nSet-Cookie: a=b\\\u{7F}é"))
    #expect(
      header?.hasSuffix(#"error_description="found 'x', error='none'??Set-Cookie: a=b/??""#) == true, "\(header ?? "")")
  }

  @Test func escapesTheAddressOfTheMetadata() {
    #expect(
      Challenge(metadata: #"https://a/"\b"#).header(for: .missing) == #"Bearer resource_metadata="https://a/\"\\b""#)
  }
}
