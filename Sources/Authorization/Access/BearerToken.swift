import Foundation

/// The token of a request, taken from where alone it may stand: one Authorization header (RFC 6750, section 2.1).
package struct BearerToken: Sendable, Equatable {
  package let text: String

  /// Bytes; what an authorization server issues has a tenth of it.
  static let limit = 16 * 1024

  /// - Parameters:
  ///   - authorization: every value of the header `Authorization`.
  ///   - query: what follows the '?' of the target, as it came.
  /// - Throws: `AuthorizationRefusal.missing` also for another scheme, because its client has not tried this one yet.
  package init(authorization: [String], query: String?) throws(AuthorizationRefusal) {
    guard query.map({ !Self.carriesToken($0) }) ?? true else {
      throw .malformed("expected the token in the Authorization header, found one in the address")
    }
    guard authorization.count <= 1 else { throw .malformed("expected one Authorization header, found more") }
    guard let value = authorization.first else { throw .missing }
    let scheme = value.prefix { $0 != " " }
    guard scheme.lowercased() == "bearer" else { throw .missing }
    let text = value[scheme.endIndex...].drop { $0 == " " }
    guard text.utf8.count <= Self.limit else {
      throw .malformed("expected a token of at most \(Self.limit) bytes, found \(text.utf8.count)")
    }
    guard Self.isToken(text.utf8) else {
      throw .malformed("expected one token after 'Bearer', in letters, digits and '-._~+/='")
    }
    self.text = String(text)
  }

  /// By name alone and also percent-encoded: one that is sent twice is no better for standing in a header, too.
  private static func carriesToken(_ query: String) -> Bool {
    query.split(separator: "&").contains { pair in
      let name = pair.prefix { $0 != "=" }
      return name.removingPercentEncoding?.lowercased() == "access_token"
    }
  }

  /// `b64token` of RFC 6750.
  private static func isToken(_ text: Substring.UTF8View) -> Bool {
    let body = text.prefix { $0 != UInt8(ascii: "=") }
    return !body.isEmpty && body.allSatisfy(\.isTokenByte)
      && text[body.endIndex...].allSatisfy { $0 == UInt8(ascii: "=") }
  }
}

extension UInt8 {
  fileprivate var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~+/".utf8.contains(self)
    }
  }
}
