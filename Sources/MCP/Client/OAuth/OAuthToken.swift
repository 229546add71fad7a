import Foundation
import OrderedJSON

/// What an authorization server gave (RFC 6749, section 5).
struct OAuthToken: Sendable, Equatable {
  let access: String
  private(set) var refresh: String?
  /// What the token may be used for; as asked where the server says nothing else.
  let scopes: [String]
  /// Nil where the server does not say.
  let expires: Date?

  /// - Parameter asked: the scopes of the request.
  init(_ status: Int, _ body: [UInt8], asked: [String], from endpoint: String, at now: Date) throws(ToolListingFailure)
  {
    let answer = try? JSON(parsing: body, limits: JSONLimits(depth: 32))
    guard status == 200, let answer else {
      let words = [answer?["error"], answer?["error_description"]].compactMap { $0?.stringValue?.excerpt(limit: 200) }
      throw .oauth(
        "expected a token from '\(endpoint)', found HTTP \(status)"
          + (words.isEmpty ? "" : " with '\(words.joined(separator: ": "))'"))
    }
    guard let access = answer["access_token"]?.stringValue, !access.isEmpty,
      access.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      answer["token_type"]?.stringValue?.lowercased() == "bearer"
    else {
      throw .oauth(
        "expected a bearer token from '\(endpoint)', found one of the type \(answer["token_type"]?.excerpt() ?? "none")"
      )
    }
    self.access = access
    refresh = answer["refresh_token"]?.stringValue
    scopes = answer["scope"]?.stringValue?.split(separator: " ").map(String.init) ?? asked
    let seconds = answer["expires_in"]?.numberValue?.doubleValue
    expires = seconds.flatMap { $0.isFinite ? now.addingTimeInterval($0) : nil }
  }

  /// Where a token is good for less than this many seconds, another is asked for first.
  private static let reserve: TimeInterval = 10

  /// With this refresh token, where the server gave no other.
  func keeping(_ refresh: String) -> OAuthToken {
    var token = self
    token.refresh = token.refresh ?? refresh
    return token
  }

  func isGood(at now: Date) -> Bool { expires.map { now < $0.addingTimeInterval(-Self.reserve) } ?? true }
}
