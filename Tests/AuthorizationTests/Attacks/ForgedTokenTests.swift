#if Production
  import Foundation
  import JWTKit
  import OrderedJSON
  import TestSupport
  import Testing

  @testable import Authorization

  /// What strangers send; nothing of it passes.
  struct ForgedTokenTests {
    @Test func aSignatureOfAnotherKeyOfTheSameName() async throws {
      let (theirs, ours) = (try await SigningKey.es256(), try await SigningKey.es256())
      await Self.expectRefusal(try theirs.token(SampleToken()), try SigningKey.verifier(ours))
    }

    @Test func aSignatureOfOtherClaims() async throws {
      let key = try await SigningKey.es256()
      let signature = try key.sign(SampleToken().signed)
      let forged = [
        SampleToken().with("scope", "issues:read issues:write admin"), SampleToken().with("tenant", "globex"),
        SampleToken().with("sub", "root"), SampleToken().with("exp", 1_900_000_000),
        SampleToken().with(header: "kid", nil),
      ]
      for token in forged { await Self.expectRefusal(token.text(signature: signature), try SigningKey.verifier(key)) }
    }

    @Test func noSignature() async throws {
      let verifier = try SigningKey.verifier(try await SigningKey.es256())
      for name in ["none", "None", "NONE", "ES256"] {
        let token = SampleToken().with(header: "alg", .string(name))
        await Self.expectRefusal(token.text(signature: []), verifier)
        await Self.expectRefusal(token.text(signature: [0]), verifier)
      }
    }

    @Test func aSignatureOfNothingButZeros() async throws {
      let verifier = try SigningKey.verifier(try await SigningKey.es256())
      for count in [63, 64, 65, 96, 1000] {
        await Self.expectRefusal(SampleToken().text(signature: [UInt8](repeating: 0, count: count)), verifier)
      }
    }

    /// The public key is known to all: as the secret of HS256 it would let anybody sign.
    @Test(.enabled(if: SelfSigned.canBeMade, "openssl makes the keys"))
    func thePublicKeyAsASharedSecret() async throws {
      let issuer = try OpenSSLKey()
      let verifier = try SigningKey.verifier(try issuer.signingKey())
      let key = JSON.object(try issuer.published()).compact
      for secret in [issuer.publicPEM, issuer.publicPEM + "\n", key] {
        let hmac = try await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256).getKey()
        for name in ["HS256", "RS256", "PS256"] {
          let token = SampleToken().with(header: "alg", .string(name))
          await Self.expectRefusal(token.text(signature: try hmac.sign(Array(token.signed.utf8))), verifier)
        }
      }
    }

    @Test(.enabled(if: SelfSigned.canBeMade, "openssl makes the keys"))
    func anAlgorithmThatIsNotTheKeysOwn() async throws {
      let issuer = try OpenSSLKey()
      let right = try issuer.signingKey(padding: OpenSSLKey.pss)
      let token = try right.token(SampleToken().with(header: "alg", "PS256"))
      let pinned = try issuer.signingKey(["alg": "RS256"])
      await Self.expectRefusal(token, try SigningKey.verifier(pinned))
      // Nor is one padding the other.
      await Self.expectRefusal(
        try right.token(SampleToken().with(header: "alg", "RS256")), try SigningKey.verifier(right))
    }

    @Test func aKeyThatTheTokenBrings() async throws {
      let (theirs, ours) = (try await SigningKey.es256(), try await SigningKey.es256())
      let verifier = try SigningKey.verifier(ours)
      let headers: [(String, JSON)] = [
        ("jwk", .object(theirs.published)), ("jku", "https://evil.example/keys"), ("x5u", "https://evil.example/c"),
        ("x5c", ["MIIB"]),
      ]
      for (member, value) in headers {
        await Self.expectRefusal(try theirs.token(SampleToken().with(header: member, value)), verifier)
      }
    }

    @Test func extensionsThatItDoesNotKnow() async throws {
      let key = try await SigningKey.es256()
      let token = SampleToken().with(header: "crit", ["b64"]).with(header: "b64", false)
      await Self.expectRefusal(try key.token(token), try SigningKey.verifier(key))
    }

    /// Each is signed by the issuer, and still not for this server, or not now.
    @Test(
      arguments: [
        ("exp", 1_799_999_900), ("nbf", 1_800_000_100), ("aud", "https://other.example"),
        ("iss", "https://other.example"),
        ("sub", nil), ("exp", nil), ("aud", nil), ("iss", nil), ("tid", "globex"),
      ] as [(String, JSON?)])
    func aRightSignatureOfTheWrongClaims(_ claim: String, _ value: JSON?) async throws {
      let key = try await SigningKey.es256()
      await Self.expectRefusal(try key.token(SampleToken().with(claim, value)), try SigningKey.verifier(key))
    }

    @Test func aTokenWithItsSignatureSpeltInAnotherWay() async throws {
      let key = try await SigningKey.es256()
      let (verifier, token) = (try SigningKey.verifier(key), try key.token(SampleToken()))
      _ = try await verifier.caller(of: token)
      for other in [token + "=", token + "==", token + "A", token + ".", " " + token, token.dropLast() + "-"]
      where other != token {
        await Self.expectRefusal(other, verifier)
      }
    }

    /// Floods with names of keys cost the issuer one request a minute.
    @Test func namesOfKeysThatAreInvented() async throws {
      let key = try await SigningKey.es256()
      let issuer = SampleIssuer(SigningKey.set([key]))
      let verifier = try JWTVerifier(SampleToken.rules, keys: issuer.source(), now: { issuer.time.value })
      _ = try await verifier.caller(of: key.token(SampleToken()))
      issuer.time.update { $0 += 60 }
      for name in 0..<500 {
        await Self.expectRefusal(try key.token(SampleToken().with(header: "kid", .string("\(name)"))), verifier)
      }
      #expect(issuer.reads.value == 2)
      #expect(try await verifier.caller(of: key.token(SampleToken())).subject == "ana")
    }

    private static func expectRefusal(
      _ token: String, _ verifier: JWTVerifier, _ location: Testing.SourceLocation = #_sourceLocation
    ) async {
      let refusal = await #expect(throws: AuthorizationRefusal.self, sourceLocation: location) {
        try await verifier.caller(of: token)
      }
      #expect(refusal?.status == 401, sourceLocation: location)
    }
  }
#endif
