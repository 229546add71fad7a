package import Foundation
import Synchronization

/// Who issues tokens in a run: text that a verifier turns back into the claims.
protocol TokenIssuer: Sendable {
  func token(_ claims: RunClaims) async throws(AuthorizationFailure) -> String
}

/// The tokens of one run, issued and checked by itself, so that its trials pass the same checks as the callers of a server
/// in production. In a build with the trait `Production` they are JSON Web Tokens, signed with a key that only this run has;
/// in any other they are random words that stand for the same claims.
package final class RunTokens: TokenVerifier {
  private struct Principal: Hashable {
    var subject: String
    var tenant: String?
    var scopes: Set<String>
  }
  private typealias Issued = (token: String, until: Date)

  private let issuer: any TokenIssuer
  private let verifier: any TokenVerifier
  private let rules: ClaimRules
  private let lifetime: TimeInterval
  private let now: @Sendable () -> Date
  // A lock because trials ask at the same time; a token is good for all trials of its principal.
  private let issued = Mutex<[Principal: Issued]>([:])

  /// - Parameters:
  ///   - resource: the audience of the tokens: what the server that takes them is called.
  ///   - lifetime: of a token, in seconds; another is issued when half of it is over.
  package init(
    resource: String, lifetime: TimeInterval = 3600, now: @escaping @Sendable () -> Date = { Date() }
  ) async throws(AuthorizationFailure) {
    let rules = ClaimRules(issuer: "urn:toolsight:run:\(UUID().uuidString.lowercased())", audiences: [resource])
    (issuer, verifier) = try await Self.pair(rules, now)
    self.rules = rules
    self.lifetime = lifetime
    self.now = now
  }

  /// A token for who calls as `subject`, of `tenant`, with `scopes`.
  package func token(
    subject: String, tenant: String? = nil, scopes: Set<String> = []
  ) async throws(AuthorizationFailure) -> String {
    let principal = Principal(subject: subject, tenant: tenant, scopes: scopes)
    let now = now()
    if let kept = issued.withLock({ $0[principal] }), now < kept.until { return kept.token }
    let token = try await issuer.token(
      RunClaims(
        issuer: rules.issuer, audience: rules.audiences[0],
        caller: Caller(
          subject: subject, tenant: tenant, scopes: scopes, expires: now.addingTimeInterval(lifetime)), issued: now))
    issued.withLock { $0[principal] = (token, now.addingTimeInterval(lifetime / 2)) }
    return token
  }

  package func caller(of token: String) async throws(AuthorizationRefusal) -> Caller {
    try await verifier.caller(of: token)
  }

  private static func pair(
    _ rules: ClaimRules, _ now: @escaping @Sendable () -> Date
  ) async throws(AuthorizationFailure) -> (any TokenIssuer, any TokenVerifier) {
    #if Production
      let signer = try await RunSigner()
      return (signer, try JWTVerifier(rules, keys: .fixed(signer.keySet), now: now))
    #else
      let words = OpaqueTokens(rules, now: now)
      return (words, words)
    #endif
  }
}
