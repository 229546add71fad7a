import Testing

@testable import Authorization

struct CallerTests {
  private let caller = Caller(subject: "ana", tenant: "acme", scopes: ["read", "list"])

  @Test func mayDoWhatNeedsNoScope() throws { try caller.require([]) }

  @Test func mayDoWhatItsScopesCover() throws { try caller.require(["list", "read"]) }

  @Test func isToldAllThatIsMissingAtOnce() {
    let refusal = #expect(throws: AuthorizationRefusal.self) { try caller.require(["write", "read", "admin"]) }
    #expect(refusal == .insufficientScope(needed: ["write", "read", "admin"], missing: ["write", "admin"]))
  }

  /// No scope stands for another one, by its beginning or by a star.
  @Test(arguments: ["rea", "read:all", "READ", "*", "r", ""])
  func hasNoScopeThatOnlyLooksLikeIts(scope: String) {
    #expect(throws: AuthorizationRefusal.self) { try caller.require([scope]) }
  }
}
