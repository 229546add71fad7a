#if Production
  import Foundation
  import JWTKit
  import OrderedJSON

  /// Signs the tokens of one run with a key that is made for it, kept nowhere, and gone with it.
  struct RunSigner: TokenIssuer {
    /// With the public half, as an issuer publishes it.
    let keySet: [UInt8]
    private let algorithm: any JWTAlgorithm
    private let header: String

    init() async throws(AuthorizationFailure) {
      let key = ES256PrivateKey()
      let id = UUID().uuidString
      keySet = try Self.keySet(key.publicKey, id: id)
      do {
        algorithm = try await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: id)).getKey()
      } catch {
        throw .notSigned("\(error)")
      }
      let header: JSON = ["alg": "ES256", "typ": "at+jwt", "kid": .string(id)]
      self.header = Base64URL.encoded(header.compact.utf8)
    }

    func token(_ claims: RunClaims) throws(AuthorizationFailure) -> String {
      let signed = header + "." + Base64URL.encoded(JSON.object(claims.json).compact.utf8)
      do { return signed + "." + Base64URL.encoded(try algorithm.sign(Array(signed.utf8))) } catch {
        throw .notSigned("\(error)")
      }
    }

    private static func keySet(_ key: ES256PublicKey, id: String) throws(AuthorizationFailure) -> [UInt8] {
      guard let point = key.parameters, let x = Data(base64Encoded: point.x), let y = Data(base64Encoded: point.y)
      else {
        throw .notSigned("the key has no coordinates")
      }
      let published: JSON = [
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": .string(id),
        "x": .string(Base64URL.encoded(x)), "y": .string(Base64URL.encoded(y)),
      ]
      return Array((["keys": [published]] as JSON).compact.utf8)
    }
  }
#endif
