import Foundation

/// As which client tokens are asked for, at one issuer and no other.
package struct OAuthCredentials: Sendable, Equatable {
  /// A secret must not reach an issuer that some server names.
  package let issuer: String
  package let id: String
  package let secret: String?

  package init(issuer: String, id: String, secret: String? = nil) {
    self.issuer = issuer
    self.id = id
    self.secret = secret
  }

  /// How a request for a token shows who asks (RFC 6749, section 2.3): in a header where the issuer takes it, else in the form.
  func proof(_ issuer: IssuerDocument) -> (
    headers: [(name: String, value: String)], fields: [(name: String, value: String?)]
  ) {
    guard let secret else { return ([], [("client_id", id)]) }
    guard issuer.takesSecretInHeader else {
      return ([], [("client_id", id), ("client_secret", secret)])
    }
    let pair = FormBody.encoded(id) + ":" + FormBody.encoded(secret)
    return ([("Authorization", "Basic " + Data(pair.utf8).base64EncodedString())], [])
  }
}
