#if Production
  import Foundation
  import OrderedJSON
  import TestSupport
  import Testing

  @testable import Authorization

  /// Right signatures of each algorithm, those of RSA made by OpenSSL.
  struct SignatureTests {
    @Test func takesThoseOfEllipticCurves() async throws {
      for (name, key) in [
        ("ES256", try await SigningKey.es256()), ("ES384", try await .es384()), ("EdDSA", try await .edDSA()),
      ] {
        let token = try key.token(SampleToken().with(header: "alg", .string(name)))
        #expect(try await SigningKey.verifier(key).caller(of: token).subject == "ana", "\(name)")
      }
    }

    @Test(
      .enabled(if: SelfSigned.canBeMade, "openssl makes the signatures"),
      arguments: [("RS256", []), ("PS256", OpenSSLKey.pss)])
    func takesThoseOfOpenSSL(_ name: String, _ padding: [String]) async throws {
      let key = try OpenSSLKey().signingKey(padding: padding)
      let token = try key.token(SampleToken().with(header: "alg", .string(name)))
      #expect(try await SigningKey.verifier(key).caller(of: token).subject == "ana")
    }

    @Test func findsTheKeyOfATokenThatNamesNone() async throws {
      let (one, two) = (try await SigningKey.es256("one"), try await SigningKey.es256("two"))
      let token = try two.token(SampleToken().with(header: "kid", nil))
      #expect(try await SigningKey.verifier(one, two).caller(of: token).subject == "ana")
    }

    @Test func readsNoSecretHalfThatWasPublished() async throws {
      var key = try await SigningKey.es256()
      var published = key.published
      published["d"] = "AQ"
      key = SigningKey(published: published, sign: key.sign)
      #expect(try await SigningKey.verifier(key).caller(of: key.token(SampleToken())).subject == "ana")
    }
  }
#endif
