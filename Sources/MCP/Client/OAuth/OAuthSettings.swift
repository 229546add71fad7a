/// How tokens are to be had for a server that wants one.
package struct OAuthSettings: Sendable {
  package enum Grant: Sendable {
    /// The program calls for itself, with a secret (RFC 6749, section 4.4).
    case clientCredentials
    /// A person lets it in, in a browser (section 4.1); `open` is given the address for it.
    case authorizationCode(open: @Sendable (_ url: String) async -> Void)
  }

  package var grant: Grant
  /// A client that the issuer knows already; nil to be registered where the issuer does that.
  package var credentials: OAuthCredentials?
  /// Asked for beside what the server wants.
  package var scopes: [String] = []
  /// What a person reads of who wants to be let in.
  package var clientName = "toolsight"
  /// How long a person may take.
  package var patience: Duration = .seconds(300)

  package init(_ grant: Grant, credentials: OAuthCredentials? = nil, scopes: [String] = []) {
    self.grant = grant
    self.credentials = credentials
    self.scopes = scopes
  }
}
