import Foundation
import OrderedJSON

/// What a token of a run says, in the members that an authorization server writes, too (RFC 9068, section 2.2).
struct RunClaims: Sendable {
  var issuer: String
  var audience: String
  var caller: Caller
  var issued: Date

  var json: JSONObject {
    var claims = JSONObject([
      ("iss", .string(issuer)), ("sub", .string(caller.subject)), ("aud", .string(audience)),
      ("iat", Self.seconds(issued)), ("exp", Self.seconds(caller.expires)),
      ("scope", .string(caller.scopes.sorted().joined(separator: " "))),
    ])
    if let tenant = caller.tenant { claims["tenant"] = .string(tenant) }
    return claims
  }

  private static func seconds(_ moment: Date) -> JSON { .number(JSONNumber(Int(moment.timeIntervalSince1970))) }
}
