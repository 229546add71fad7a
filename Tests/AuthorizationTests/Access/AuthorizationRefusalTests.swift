import Testing

@testable import Authorization

struct AuthorizationRefusalTests {
  @Test(arguments: [
    (AuthorizationRefusal.missing, 401), (.malformed("x"), 400), (.invalidToken("x"), 401),
    (.insufficientScope(needed: ["a"], missing: ["a"]), 403), (.unavailable("x"), 503),
  ])
  func hasTheStatusThatClientsActOn(_ refusal: AuthorizationRefusal, _ status: Int) {
    #expect(refusal.status == status)
  }

  @Test func namesEveryMissingScope() {
    #expect(
      "\(AuthorizationRefusal.insufficientScope(needed: ["a", "b", "c"], missing: ["a", "c"]))"
        == "expected a token with the scopes 'a' and 'c' as well")
  }

  @Test func saysHowToGetABuildWithSignatures() {
    #expect("\(AuthorizationFailure.noSignatures)".contains("swift build --traits Production"))
  }
}
