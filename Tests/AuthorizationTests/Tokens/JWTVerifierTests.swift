import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import Authorization

/// All but the cryptography, in any build.
struct JWTVerifierTests {
  private let issuer = SampleIssuer(StubKeys.set("one"))

  @Test func saysWhomATokenSpeaksFor() async throws {
    let caller = try await issuer.verifier().caller(of: SampleToken().text)
    #expect(caller.subject == "ana")
    #expect(caller.tenant == "acme")
  }

  @Test func refusesASignatureOfNoKey() async {
    await #expect(throws: AuthorizationRefusal.self) {
      try await issuer.verifier().caller(of: SampleToken().text(signature: [1]))
    }
  }

  @Test func refusesATokenThatItHasTakenOnceItHasExpired() async throws {
    let verifier = issuer.verifier()
    _ = try await verifier.caller(of: SampleToken().text)
    issuer.time.update { $0 += 359 }
    _ = try await verifier.caller(of: SampleToken().text)
    issuer.time.update { $0 += 1 }
    await #expect(throws: AuthorizationRefusal.self) { try await verifier.caller(of: SampleToken().text) }
  }

  /// A token that was taken is no excuse for another one with its signature.
  @Test func remembersNothingForATokenWithOtherClaims() async throws {
    let read: VerificationKey.Reader = { _, _ in { _, signed in signed == Array(SampleToken().signed.utf8) } }
    let verifier = JWTVerifier(
      SampleToken.rules, keys: issuer.source(), read: read, now: { SampleToken.now })
    _ = try await verifier.caller(of: SampleToken().text)
    for other in [SampleToken().with("tenant", "globex"), SampleToken().with("scope", "admin")] {
      await #expect(throws: AuthorizationRefusal.self) { try await verifier.caller(of: other.text) }
    }
  }

  @Test func missesAKeyThatWasTakenBackAsSoonAsItReadsTheKeysAgain() async throws {
    let verifier = issuer.verifier(freshFor: 100)
    _ = try await verifier.caller(of: SampleToken().text)
    issuer.published.update { $0 = StubKeys.set("two") }
    issuer.time.update { $0 += 99 }
    _ = try await verifier.caller(of: SampleToken().text)
    issuer.time.update { $0 += 1 }
    await #expect(throws: AuthorizationRefusal.self) { try await verifier.caller(of: SampleToken().text) }
  }

  @Test func saysBeforeAnybodyCallsThatThereAreNoKeys() async {
    issuer.published.update { $0 = nil }
    let failure = await #expect(throws: AuthorizationFailure.self) { try await issuer.verifier().readKeys() }
    #expect("\(failure.map { "\($0)" } ?? "")".contains("'https://issuer.example/keys'"))
  }

  @Test func answersWithNoChallengeWhereItHasNoKeys() async {
    issuer.published.update { $0 = nil }
    let refusal = await #expect(throws: AuthorizationRefusal.self) {
      try await issuer.verifier().caller(of: SampleToken().text)
    }
    #expect(refusal?.status == 503)
  }

  #if !Production
    @Test func isNotToBeHadWithoutSignatures() {
      #expect(throws: AuthorizationFailure.noSignatures) { try JWTVerifier(SampleToken.rules, keys: issuer.source()) }
    }
  #endif
}
