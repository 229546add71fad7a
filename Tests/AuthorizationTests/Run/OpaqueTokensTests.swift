import Foundation
import Testing

@testable import Authorization

struct OpaqueTokensTests {
  private let tokens = OpaqueTokens(SampleToken.rules, now: { SampleToken.now })

  private func claims(
    issuer: String = SampleToken.issuer, audience: String = SampleToken.resource, expires: TimeInterval = 10
  ) -> RunClaims {
    RunClaims(
      issuer: issuer, audience: audience,
      caller: Caller(subject: "ana", expires: SampleToken.now.addingTimeInterval(expires)), issued: SampleToken.now)
  }

  @Test func areDifferentEachTime() { #expect(tokens.token(claims()) != tokens.token(claims())) }

  @Test func standForTheirClaims() throws {
    #expect(try tokens.caller(of: tokens.token(claims())).subject == "ana")
  }

  /// The claims pass the rules of signed tokens.
  @Test func areHeldToTheSameRules() {
    for wrong in [claims(issuer: "other"), claims(audience: "other"), claims(expires: -61)] {
      #expect(throws: AuthorizationRefusal.self) { try tokens.caller(of: tokens.token(wrong)) }
    }
  }
}
