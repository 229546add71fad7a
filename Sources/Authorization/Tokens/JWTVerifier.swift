package import Foundation

/// Checks JSON Web Tokens against the keys of their issuer: signature, issuer, audience and time.
package struct JWTVerifier: TokenVerifier {
  private let rules: ClaimRules
  private let keys: KeyRing
  private let verified: VerifiedTokens
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - keys: where the issuer's keys are read.
  ///   - capacity: the most verified tokens that are remembered.
  ///   - now: the clock by which tokens and keys grow old.
  ///   - log: told why keys could not be read again.
  /// - Throws: `AuthorizationFailure.noSignatures` in a build without the trait `Production`.
  package init(
    _ rules: ClaimRules, keys source: KeySource, capacity: Int = 4096, now: @escaping @Sendable () -> Date = { Date() },
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(AuthorizationFailure) {
    self.init(rules, keys: source, read: try VerificationKey.reader(), capacity: capacity, now: now, log: log)
  }

  init(
    _ rules: ClaimRules, keys source: KeySource, read: @escaping VerificationKey.Reader, capacity: Int = 4096,
    now: @escaping @Sendable () -> Date, log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.rules = rules
    self.now = now
    keys = KeyRing(source, read: read, now: now, log: log)
    verified = VerifiedTokens(capacity: capacity)
  }

  /// Reads the keys now rather than with the first token, so that what is wrong with them shows before anybody calls.
  package func readKeys() async throws(AuthorizationFailure) { try await keys.load() }

  package func caller(of token: String) async throws(AuthorizationRefusal) -> Caller {
    let now = now()
    let digest = VerifiedTokens.digest(token)
    if let caller = verified.caller(digest, at: now) { return caller }
    let signed = try SignedToken(token)
    guard try await keys.keys(for: signed.header).contains(where: { $0.accepts(signed) }) else {
      throw .invalidToken("expected a signature by a key of '\(rules.issuer)', found another")
    }
    let caller = try rules.caller(try signed.claims(), at: now)
    // No longer than the keys are trusted: one that was taken back is to be missed as soon as that can be known.
    let until = min(caller.expires.addingTimeInterval(rules.skew), now.addingTimeInterval(keys.freshFor))
    verified.keep(caller, digest, until: until, at: now)
    return caller
  }
}
