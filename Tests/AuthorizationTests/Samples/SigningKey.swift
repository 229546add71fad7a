#if Production
  import Foundation
  import JWTKit
  import OrderedJSON
  import TestSupport

  @testable import Authorization

  /// A private key with the public half as an issuer publishes it.
  struct SigningKey: Sendable {
    let published: JSONObject
    let sign: @Sendable (String) throws -> [UInt8]

    static func es256(_ id: String = "one") async throws -> SigningKey {
      let key = ES256PrivateKey()
      return try await elliptic(id, "P-256", key.publicKey.parameters, .init().add(ecdsa: key))
    }

    static func es384(_ id: String = "one") async throws -> SigningKey {
      let key = ES384PrivateKey()
      return try await elliptic(id, "P-384", key.publicKey.parameters, .init().add(ecdsa: key))
    }

    static func edDSA(_ id: String = "one") async throws -> SigningKey {
      let key = try EdDSA.PrivateKey()
      let published: JSONObject = [
        "kty": "OKP", "crv": "Ed25519", "kid": .string(id),
        "x": .string(Base64URL.encoded(key.publicKey.rawRepresentation)),
      ]
      let algorithm = try await JWTKeyCollection().add(eddsa: key).getKey()
      return SigningKey(published: published) { try algorithm.sign(Array($0.utf8)) }
    }

    private static func elliptic(
      _ id: String, _ curve: String, _ point: ECDSAParameters?, _ keys: JWTKeyCollection
    ) async throws -> SigningKey {
      let coordinates = try [point?.x, point?.y].map { text -> JSON in
        guard let text, let bytes = Data(base64Encoded: text) else { throw CocoaError(.coderInvalidValue) }
        return .string(Base64URL.encoded(bytes))
      }
      let published: JSONObject = [
        "kty": "EC", "crv": .string(curve), "kid": .string(id), "x": coordinates[0], "y": coordinates[1],
      ]
      let algorithm = try await keys.getKey()
      return SigningKey(published: published) { try algorithm.sign(Array($0.utf8)) }
    }

    /// A token with this key's signature, whatever its header says.
    func token(_ sample: SampleToken) throws -> String { sample.text(signature: try sign(sample.signed)) }

    static func set(_ keys: [SigningKey]) -> [UInt8] {
      Array((["keys": .array(keys.map { .object($0.published) })] as JSON).compact.utf8)
    }

    /// One that knows these keys.
    static func verifier(_ keys: SigningKey...) throws -> JWTVerifier {
      try JWTVerifier(SampleToken.rules, keys: .fixed(set(keys)), now: { SampleToken.now })
    }
  }

  /// A key and signatures of OpenSSL, in a folder that goes with it.
  struct OpenSSLKey {
    private let folder: TemporaryFolder
    private let publicKey: Insecure.RSA.PublicKey

    init() throws {
      folder = try TemporaryFolder()
      _ = try SelfSigned.run(["genrsa", "-out", folder.file("key.pem"), "2048"])
      _ = try SelfSigned.run(["rsa", "-in", folder.file("key.pem"), "-pubout", "-out", folder.file("public.pem")])
      publicKey = try Insecure.RSA.PublicKey(pem: String(contentsOfFile: folder.file("public.pem"), encoding: .utf8))
    }

    /// What anybody can have: the very text in which the public half is published.
    var publicPEM: String { publicKey.pemRepresentation }

    func published(_ members: JSONObject = [:]) throws -> JSONObject {
      let numbers = try publicKey.getKeyPrimitives()
      var key: JSONObject = [
        "kty": "RSA", "kid": "one", "n": .string(Base64URL.encoded(numbers.modulus)),
        "e": .string(Base64URL.encoded(numbers.publicExponent)),
      ]
      for member in members { key[member.key] = member.value }
      return key
    }

    func signingKey(padding: [String] = [], _ members: JSONObject = [:]) throws -> SigningKey {
      SigningKey(published: try published(members)) { [folder] text in
        try folder.write(text.utf8, to: "text")
        let files = ["-sign", folder.file("key.pem"), "-out", folder.file("signature"), folder.file("text")]
        _ = try SelfSigned.run(["dgst", "-sha256"] + padding + files)
        return Array(try Data(contentsOf: URL(filePath: folder.file("signature"))))
      }
    }

    static let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"]
  }
#endif
