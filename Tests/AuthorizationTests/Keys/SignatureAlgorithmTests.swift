import OrderedJSON
import Testing

@testable import Authorization

struct SignatureAlgorithmTests {
  @Test(
    arguments: [
      (["kty": "RSA"], [.rs256, .ps256]), (["kty": "RSA", "alg": "RS256"], [.rs256]),
      (["kty": "RSA", "alg": "PS256"], [.ps256]),
      (["kty": "EC", "crv": "P-256"], [.es256]), (["kty": "EC", "crv": "P-384"], [.es384]),
      (["kty": "OKP", "crv": "Ed25519"], [.edDSA]), (["kty": "EC", "crv": "P-256", "use": "sig"], [.es256]),
      (["kty": "EC", "crv": "P-256", "key_ops": ["verify"]], [.es256]),
    ] as [(JSONObject, [SignatureAlgorithm])])
  func areThoseOfTheKeysKindThatItAllows(_ key: JSONObject, _ algorithms: [SignatureAlgorithm]) {
    #expect(SignatureAlgorithm.allowed(by: key) == algorithms)
  }

  @Test(
    arguments: [
      ["kty": "oct", "k": "c2VjcmV0"], ["kty": "oct", "alg": "HS256"], ["kty": "RSA", "alg": "HS256"],
      ["kty": "RSA", "alg": "none"], ["kty": "RSA", "alg": "RSA-OAEP"], ["kty": "RSA", "use": "enc"],
      ["kty": "RSA", "key_ops": ["encrypt"]], ["kty": "RSA", "key_ops": "verify"], ["kty": "EC", "crv": "P-521"],
      ["kty": "EC", "crv": "P-256", "alg": "RS256"], ["kty": "EC", "crv": "P-256", "alg": "ES384"], ["kty": "EC"],
      ["kty": "OKP", "crv": "X25519"], [:], ["kty": "RSA", "alg": 1],
    ] as [JSONObject])
  func areNoneForAKeyOfAnotherUse(key: JSONObject) { #expect(SignatureAlgorithm.allowed(by: key) == []) }
}
