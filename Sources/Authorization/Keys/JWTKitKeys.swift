#if Production
  import Foundation
  import JWTKit
  import OrderedJSON

  extension VerificationKey {
    /// Keys and signatures as JWTKit reads them.
    static func reader() throws(AuthorizationFailure) -> Reader {
      { key, algorithm in
        guard let algorithm = try? await key.publicKey(for: algorithm) else { return nil }
        return { signature, signed in (try? algorithm.verify(signature, signs: signed)) ?? false }
      }
    }
  }

  extension JSONObject {
    /// The members of the public halves; a secret half that an issuer lets slip is not read.
    private static let publicMembers = ["kty", "crv", "x", "y", "n", "e"]

    fileprivate func publicKey(for algorithm: SignatureAlgorithm) async throws -> any JWTAlgorithm {
      var members = JSONObject(Self.publicMembers.compactMap { name in self[name].map { (name, $0) } })
      members["alg"] = .string(algorithm.rawValue)
      members["kid"] = "key"
      // A collection of its own for each key: one of several falls back to another where a name is not found.
      let alone = try await JWTKeyCollection().add(jwk: JWK(json: JSON.object(members).compact))
      return try await alone.getKey(for: "key", alg: algorithm.rawValue)
    }
  }
#else
  extension VerificationKey {
    static func reader() throws(AuthorizationFailure) -> Reader { throw .noSignatures }
  }
#endif
