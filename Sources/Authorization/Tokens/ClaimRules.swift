package import Foundation
import OrderedJSON

/// What a token's claims must say for this server, and who its caller is then (RFC 9068, section 4).
package struct ClaimRules: Sendable, Equatable {
  package var issuer: String
  /// The names by which tokens may mean this server; one of them has to be in each token (RFC 8707).
  package var audiences: [String]
  /// Claims that name the tenant; where a token has several of them, they must agree.
  package var tenantClaims = ["tenant", "tid", "org_id"]
  /// How far the issuer's clock may be from this one, in seconds.
  package var skew: TimeInterval = 60

  package init(issuer: String, audiences: [String]) {
    self.issuer = issuer
    self.audiences = audiences
  }

  func caller(_ claims: JSONObject, at now: Date) throws(AuthorizationRefusal) -> Caller {
    try checkIssuer(claims["iss"])
    try checkAudience(claims["aud"])
    let expires = try Self.moment("exp", claims)
    guard let expires else { throw .invalidToken("expected a token that expires, found no 'exp'") }
    guard now < expires.addingTimeInterval(skew) else {
      throw .invalidToken("expected a token that is valid, found one that has expired")
    }
    if let start = try Self.moment("nbf", claims), now < start.addingTimeInterval(-skew) {
      throw .invalidToken("expected a token that is valid, found one that is not valid yet")
    }
    guard let subject = claims["sub"] else { throw .invalidToken("expected a token with a subject, found no 'sub'") }
    return Caller(
      subject: try Self.name(subject, of: "sub"), tenant: try tenant(claims), scopes: try Self.scopes(claims),
      expires: expires)
  }

  private func checkIssuer(_ issuer: JSON?) throws(AuthorizationRefusal) {
    guard let found = issuer?.stringValue, found.hasSameScalars(as: self.issuer) else {
      throw .invalidToken(
        "expected a token of '\(self.issuer)', found \(issuer.map { "one of \($0.excerpt())" } ?? "no 'iss'")")
    }
  }

  private func checkAudience(_ audience: JSON?) throws(AuthorizationRefusal) {
    let found: [JSON] = audience?.arrayValue ?? audience.map { [$0] } ?? []
    let names = found.compactMap(\.stringValue)
    guard names.count == found.count,
      names.contains(where: { name in audiences.contains { $0.hasSameScalars(as: name) } })
    else {
      throw .invalidToken(
        "expected a token for \(audiences.map { "'\($0)'" }.joined(separator: " or ")), "
          + "found \(audience.map { "one for \($0.excerpt())" } ?? "no 'aud'")")
    }
  }

  /// Seconds since 1970 (RFC 7519, section 2); nil where the claim is missing.
  private static func moment(_ claim: String, _ claims: JSONObject) throws(AuthorizationRefusal) -> Date? {
    guard let value = claims[claim] else { return nil }
    guard let seconds = value.numberValue?.doubleValue, seconds.isFinite else {
      throw .invalidToken("expected seconds since 1970 for '\(claim)', found \(value.excerpt())")
    }
    return Date(timeIntervalSince1970: seconds)
  }

  private func tenant(_ claims: JSONObject) throws(AuthorizationRefusal) -> String? {
    var tenant: String?
    for claim in tenantClaims {
      guard let value = claims[claim] else { continue }
      let name = try Self.name(value, of: claim)
      guard tenant == nil || tenant == name else {
        throw .invalidToken(
          "expected a token of one tenant, found '\(tenant?.excerpt() ?? "")' and '\(name.excerpt())'")
      }
      tenant = name
    }
    return tenant
  }

  /// One spelling of each name: what looks the same, and is the same to a comparison of strings, must be the same.
  private static func name(_ value: JSON, of claim: String) throws(AuthorizationRefusal) -> String {
    guard let name = value.stringValue, !name.isEmpty, name.utf8.count <= 256,
      name.precomposedStringWithCanonicalMapping.hasSameScalars(as: name),
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw .invalidToken("expected a composed name of 1 to 256 bytes for '\(claim)', found \(value.excerpt())")
    }
    return name
  }
}

extension ClaimRules {
  /// The first of these that a token has says all: what one reader grants, no other claim may add to.
  private static let scopeClaims = ["scope", "scp", "permissions"]

  static func scopes(_ claims: JSONObject) throws(AuthorizationRefusal) -> Set<String> {
    guard let claim = scopeClaims.first(where: { claims[$0] != nil }), let value = claims[claim] else { return [] }
    let words: [String]?
    switch value {
    case .string(let text): words = text.split(separator: " ").map(String.init)
    case .array(let list) where claim != "scope": words = list.map { $0.stringValue ?? "" }
    default: words = nil
    }
    guard let words, words.allSatisfy(\.isScope) else {
      throw .invalidToken("expected scopes in '\(claim)', found \(value.excerpt())")
    }
    return Set(words)
  }
}

extension String {
  /// `scope-token` of RFC 6749, section 3.3.
  package var isScope: Bool {
    !isEmpty && utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }
}
