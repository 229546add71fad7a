import Testing

@testable import MCP

struct BearerChallengeTests {
  @Test(arguments: [
    #"Bearer scope="a b", resource_metadata="https://a/b""#, #"bearer scope="a b",resource_metadata=https://a/b"#,
    #"Basic realm="x, Bearer scope=\"no\"", Bearer resource_metadata="https://a/b" , scope = "a b""#,
    #"Negotiate abc==, Bearer scope="a b", scope="c", resource_metadata="https://a/b", Digest scope="d""#,
    #"Bearer realm="a \" b", scope="a b", resource_metadata="https:\/\/a/b""#,
  ])
  func readsWhatIsWantedAmongOtherSchemes(value: String) {
    let challenge = BearerChallenge([value])
    #expect(challenge?.scopes == ["a", "b"], "\(value)")
    #expect(challenge?.metadata == "https://a/b")
    #expect(challenge?.wantsMoreScope == false)
  }

  @Test func findsTheSchemeInALaterHeader() {
    #expect(BearerChallenge(["Basic realm=x", #"Bearer error="insufficient_scope""#])?.wantsMoreScope == true)
  }

  @Test(arguments: [[], [""], ["Basic realm=Bearer"], [#"Basic realm="Bearer scope=a""#], [#"""#], ["=,=,"]])
  func isNoneWithoutTheScheme(values: [String]) { #expect(BearerChallenge(values) == nil) }

  @Test(arguments: ["Bearer", #"Bearer scope="a"#, #"Bearer scope="a\"#, "Bearer scope=", "Bearer ,,,"])
  func readsWhatIsBrokenOffAsFarAsItGoes(value: String) { #expect(BearerChallenge([value])?.metadata == nil) }
}
