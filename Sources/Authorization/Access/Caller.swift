package import Foundation

/// As whom a request is made, and what for: what a token says once everything about it has been checked.
package struct Caller: Sendable, Equatable {
  /// Whom the token speaks for, in the words of its issuer.
  package var subject: String
  package var tenant: String?
  package var scopes: Set<String>
  /// The moment the token says, without the clock skew that it is allowed.
  package var expires: Date

  package init(subject: String, tenant: String? = nil, scopes: Set<String> = [], expires: Date = .distantFuture) {
    self.subject = subject
    self.tenant = tenant
    self.scopes = scopes
    self.expires = expires
  }

  /// Those of `needed` that the caller was not given, in their order.
  package func lacks(of needed: [String]) -> [String] { needed.filter { !scopes.contains($0) } }

  /// - Throws: `AuthorizationRefusal.insufficientScope`, which names all that is missing.
  package func require(_ needed: [String]) throws(AuthorizationRefusal) {
    let missing = lacks(of: needed)
    guard missing.isEmpty else { throw .insufficientScope(needed: needed, missing: missing) }
  }
}

/// Says whom a token speaks for.
package protocol TokenVerifier: Sendable {
  /// Nothing of the token has been checked but that it came in one Authorization header.
  func caller(of token: String) async throws(AuthorizationRefusal) -> Caller
}
