import Testing

@testable import MCP

struct ProofKeyTests {
  /// The pair of RFC 7636, appendix B.
  @Test func hasTheChallengeOfTheSpecification() {
    #expect(
      ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
  }

  @Test func isAnotherEachTime() {
    #expect(ProofKey() != ProofKey())
    #expect(ProofKey().verifier.utf8.count == 43)
  }
}
