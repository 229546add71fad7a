/// Why a request is not answered: what a client is told in status and challenge (RFC 6750, section 3.1).
package enum AuthorizationRefusal: Error, Equatable, Sendable {
  /// The request names no token, and so did nothing wrong yet.
  case missing
  /// The request breaks the rules of sending a token; the sentence says which.
  case malformed(String)
  /// The token cannot be taken; the sentence says why.
  case invalidToken(String)
  /// The token is right, but not for this. `needed` are all scopes of what was asked, `missing` those that the token lacks.
  case insufficientScope(needed: [String], missing: [String])
  /// The keys to check a token with cannot be had now; another token would not help.
  case unavailable(String)

  package var status: Int {
    switch self {
    case .missing, .invalidToken: 401
    case .malformed: 400
    case .insufficientScope: 403
    case .unavailable: 503
    }
  }

  /// The word that clients act on; nil where the protocol has none.
  var code: String? {
    switch self {
    case .malformed: "invalid_request"
    case .invalidToken: "invalid_token"
    case .insufficientScope: "insufficient_scope"
    case .missing, .unavailable: nil
    }
  }
}

extension AuthorizationRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "expected a bearer token in the Authorization header, found none"
    case .malformed(let sentence), .invalidToken(let sentence), .unavailable(let sentence): sentence
    case .insufficientScope(_, let missing):
      "expected a token with the \(missing.count == 1 ? "scope" : "scopes") "
        + missing.map { "'\($0)'" }.joined(separator: " and ") + " as well"
    }
  }
}
