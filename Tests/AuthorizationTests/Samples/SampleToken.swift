import Foundation
import OrderedJSON
import TestSupport

@testable import Authorization

/// A token that is right in all, for tests that make one thing of it wrong.
struct SampleToken {
  static let issuer = "https://issuer.example"
  static let resource = "https://mcp.example/mcp"
  /// When all tests happen.
  static let now = Date(timeIntervalSince1970: 1_800_000_000)
  static let rules = ClaimRules(issuer: issuer, audiences: [resource])

  var header: JSONObject = ["alg": "ES256", "kid": "one", "typ": "at+jwt"]
  var claims: JSONObject = [
    "iss": .string(issuer), "aud": .string(resource), "sub": "ana", "exp": 1_800_000_300, "nbf": 1_799_999_000,
    "scope": "issues:read issues:write", "tenant": "acme",
  ]

  /// What a signature is over.
  var signed: String { Self.part(.object(header)) + "." + Self.part(.object(claims)) }

  func text(signature: [UInt8]) -> String { signed + "." + Base64URL.encoded(signature) }

  /// With the signature that `StubKeys` take for right.
  var text: String { text(signature: StubKeys.signature(header["kid"]?.stringValue ?? "one", .es256)) }

  static func part(_ value: JSON) -> String { Base64URL.encoded(value.compact.utf8) }

  func with(_ claim: String, _ value: JSON?) -> SampleToken {
    var token = self
    token.claims[claim] = value
    return token
  }

  func with(header member: String, _ value: JSON?) -> SampleToken {
    var token = self
    token.header[member] = value
    return token
  }
}

/// Keys without cryptography, so that all but that can be tested in any build: a signature is right that spells the key.
enum StubKeys {
  static func signature(_ key: String, _ algorithm: SignatureAlgorithm) -> [UInt8] {
    Array("\(algorithm.rawValue) by \(key)".utf8)
  }

  static let reader: VerificationKey.Reader = { key, algorithm in
    let right = signature(key["kid"]?.stringValue ?? "one", algorithm)
    return { signature, _ in signature == right }
  }

  /// A published set of keys with these names.
  static func set(_ names: String...) -> [UInt8] {
    let keys = names.map { name -> JSON in ["kty": "EC", "crv": "P-256", "kid": .string(name)] }
    return Array((["keys": .array(keys)] as JSON).compact.utf8)
  }
}

/// An issuer that publishes keys, counts how often it was asked, and can be out of order.
final class SampleIssuer: Sendable {
  struct Down: Error {}

  let published: Box<[UInt8]?>
  let reads = Box(0)
  let log = Box<[String]>([])
  let time = Box(SampleToken.now)

  init(_ published: [UInt8]?) { self.published = Box(published) }

  func source(freshFor: TimeInterval = 3600, pause: TimeInterval = 60) -> KeySource {
    KeySource(name: "https://issuer.example/keys", freshFor: freshFor, pause: pause) { [self] in
      reads.update { $0 += 1 }
      guard let bytes = published.value else { throw Down() }
      return bytes
    }
  }

  /// Of stub keys.
  func verifier(freshFor: TimeInterval = 3600, capacity: Int = 4096) -> JWTVerifier {
    JWTVerifier(
      SampleToken.rules, keys: source(freshFor: freshFor), read: StubKeys.reader, capacity: capacity,
      now: { [self] in time.value }, log: { [self] line in log.update { $0.append(line) } })
  }
}
