import OrderedJSON

/// A JSON Web Token in compact form (RFC 7515, section 7.1), taken apart; nothing in it is true yet.
struct SignedToken {
  /// What the signature is over: header and claims as they came, with the dot between them.
  let signed: [UInt8]
  let signature: [UInt8]
  let header: TokenHeader
  private let encodedClaims: Substring

  init(_ text: String) throws(AuthorizationRefusal) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw .invalidToken("expected a signed token of three parts, found \(parts.count.counted("part"))")
    }
    guard let signature = Base64URL.decoded(parts[2]), !signature.isEmpty else {
      throw .invalidToken("expected a signature in base64url at the end of the token")
    }
    self.signature = signature
    signed = Array((parts[0] + "." + parts[1]).utf8)
    header = try TokenHeader(try Self.object(parts[0], "header"))
    encodedClaims = parts[1]
  }

  /// To be read only once the signature has been checked.
  func claims() throws(AuthorizationRefusal) -> JSONObject { try Self.object(encodedClaims, "claims") }

  /// Repeated members are refused: two readers could take different ones.
  private static func object(_ text: Substring, _ part: String) throws(AuthorizationRefusal) -> JSONObject {
    guard let bytes = Base64URL.decoded(text),
      let object = (try? JSON(parsing: bytes, limits: JSONLimits(depth: 16)))?.objectValue
    else { throw .invalidToken("expected a JSON object in base64url for the token's \(part)") }
    return object
  }
}

/// What a token says of its own signature. Of that only the algorithm and the key's name are heard; the keys themselves
/// come from the issuer alone.
struct TokenHeader: Equatable {
  let algorithm: SignatureAlgorithm
  let keyID: String?

  /// Members by which a token would bring its own key (RFC 8725, sections 3.5 and 3.10).
  private static let ownKeys = ["jwk", "jku", "x5u"]
  /// The types of access tokens (RFC 9068, section 2.1), and what older issuers write.
  private static let types = ["at+jwt", "application/at+jwt", "jwt", "application/jwt"]

  init(_ header: JSONObject) throws(AuthorizationRefusal) {
    if header["crit"] != nil { throw .invalidToken("expected a token without critical extensions, found 'crit'") }
    if let own = Self.ownKeys.first(where: { header[$0] != nil }) {
      throw .invalidToken("expected a token that leaves its key to the issuer, found '\(own)'")
    }
    if let type = header["typ"], !Self.types.contains(type.stringValue?.lowercased() ?? "") {
      throw .invalidToken("expected an access token, found one of the type \(type.excerpt())")
    }
    guard let algorithm = header["alg"]?.stringValue.flatMap(SignatureAlgorithm.init(rawValue:)) else {
      let known = SignatureAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalidToken(
        "expected a token signed with one of \(known), found \(header["alg"]?.excerpt() ?? "no algorithm")")
    }
    if let id = header["kid"], id.stringValue == nil {
      throw .invalidToken("expected the name of a key as a string, found \(id.excerpt())")
    }
    self.algorithm = algorithm
    keyID = header["kid"]?.stringValue
  }
}
