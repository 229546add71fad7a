import OrderedJSON

/// How a token may be signed (RFC 7518, section 3.1; RFC 8037): with a key of which clients and servers have only the
/// public half. `none` and the algorithms of shared secrets are not among them, whatever a key or a token says.
enum SignatureAlgorithm: String, CaseIterable, Sendable {
  case rs256 = "RS256"
  case ps256 = "PS256"
  case es256 = "ES256"
  case es384 = "ES384"
  case edDSA = "EdDSA"

  /// Those for which a key may be used: by its kind, and by what it says of itself (RFC 7517, section 4).
  static func allowed(by key: JSONObject) -> [SignatureAlgorithm] {
    if let use = key["use"], use.stringValue != "sig" { return [] }
    if let operations = key["key_ops"] {
      guard operations.arrayValue?.contains(where: { $0.stringValue == "verify" }) == true else { return [] }
    }
    let family = family(key)
    guard let algorithm = key["alg"] else { return family }
    return family.filter { $0.rawValue == algorithm.stringValue }
  }

  private static func family(_ key: JSONObject) -> [SignatureAlgorithm] {
    switch (key["kty"]?.stringValue, key["crv"]?.stringValue) {
    case ("RSA", _): [.rs256, .ps256]
    case ("EC", "P-256"): [.es256]
    case ("EC", "P-384"): [.es384]
    case ("OKP", "Ed25519"): [.edDSA]
    default: []
    }
  }
}
