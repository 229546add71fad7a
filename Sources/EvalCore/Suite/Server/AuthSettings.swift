/// Whose tokens `serve` takes. A run takes those that it makes itself.
package struct AuthSettings: Sendable, Hashable {
  package var issuer: String
  /// The URL that tokens name as their audience: what clients know this server by (RFC 8707).
  package var audience: String
  /// A URL, or a path as seen from the suite's file.
  package var jwks: String

  package init(issuer: String, audience: String, jwks: String) {
    self.issuer = issuer
    self.audience = audience
    self.jwks = jwks
  }
}
