import Foundation
import OrderedJSON
import Synchronization

/// Random words that stand for claims, for a build without signatures. The claims pass the same rules as those of a signed
/// token; only that nobody else can have written them is held by the words being secret.
///
/// A class, because whoever issues and whoever verifies share the table.
final class OpaqueTokens: TokenIssuer, TokenVerifier {
  private let rules: ClaimRules
  private let now: @Sendable () -> Date
  /// By digest, so that the time of a search tells nothing about a word.
  private let claims = Mutex<[String: JSONObject]>([:])

  init(_ rules: ClaimRules, now: @escaping @Sendable () -> Date) {
    self.rules = rules
    self.now = now
  }

  /// 256 bits of the system's randomness.
  func token(_ claims: RunClaims) -> String {
    var source = SystemRandomNumberGenerator()
    let token = Base64URL.encoded((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) })
    self.claims.withLock { $0[ContentDigest.sha256(token)] = claims.json }
    return token
  }

  func caller(of token: String) throws(AuthorizationRefusal) -> Caller {
    guard let claims = claims.withLock({ $0[ContentDigest.sha256(token)] }) else {
      throw .invalidToken("expected a token that this run issued, found another")
    }
    return try rules.caller(claims, at: now())
  }
}
