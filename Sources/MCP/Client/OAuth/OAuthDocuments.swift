import OrderedJSON

/// What a protected resource says of itself, as far as a client acts on it (RFC 9728, section 2).
struct ResourceDocument: Sendable, Equatable {
  let resource: String
  let issuers: [String]
  let scopes: [String]

  /// - Throws: where the document is of another server than the one that was asked (section 3.3).
  init(_ document: JSON, of server: OAuthAddress) throws(ToolListingFailure) {
    guard let resource = document["resource"]?.stringValue, let address = OAuthAddress(resource),
      server.isWithin(address)
    else {
      throw .oauth(
        "expected the metadata of '\(server.canonical)', found that of \(document["resource"]?.excerpt() ?? "no 'resource'")"
      )
    }
    issuers = document.texts("authorization_servers")
    guard !issuers.isEmpty else {
      throw .oauth("expected '\(server.canonical)' to name an authorization server in its metadata, found none")
    }
    self.resource = resource
    scopes = document.texts("scopes_supported")
  }
}

/// What an authorization server says of itself, as far as a client acts on it (RFC 8414, section 2).
struct IssuerDocument: Sendable, Equatable {
  let issuer: String
  let tokenEndpoint: String
  let authorizationEndpoint: String?
  let registrationEndpoint: String?
  /// Whether the code of PKCE may be sent as its digest; a server that does not say so must not be trusted with one.
  let takesS256: Bool
  /// Whether its answers to a browser name it (RFC 9207).
  let namesItself: Bool
  /// Whether a client shows its secret in a header, which is usual, and not in the form.
  let takesSecretInHeader: Bool

  /// - Throws: where the document is of another issuer than the one that was asked (section 3.3), or leads to where no secret may be sent.
  init(_ document: JSON, of expected: String) throws(ToolListingFailure) {
    guard let issuer = document["issuer"]?.stringValue, issuer.hasSameScalars(as: expected) else {
      throw .oauth(
        "expected the metadata of the issuer '\(expected)', found that of \(document["issuer"]?.excerpt() ?? "no 'issuer'")"
      )
    }
    self.issuer = issuer
    guard let token = try Self.endpoint("token_endpoint", document, issuer) else {
      throw .oauth("expected '\(issuer)' to have a token endpoint, found none in its metadata")
    }
    tokenEndpoint = token
    authorizationEndpoint = try Self.endpoint("authorization_endpoint", document, issuer)
    registrationEndpoint = try Self.endpoint("registration_endpoint", document, issuer)
    takesS256 = document.texts("code_challenge_methods_supported").contains("S256")
    namesItself = document["authorization_response_iss_parameter_supported"]?.boolValue ?? false
    let methods = document.texts("token_endpoint_auth_methods_supported")
    takesSecretInHeader = methods.contains("client_secret_basic") || !methods.contains("client_secret_post")
  }

  private static func endpoint(_ name: String, _ document: JSON, _ issuer: String) throws(ToolListingFailure) -> String?
  {
    guard let url = document[name]?.stringValue else { return nil }
    guard let address = OAuthAddress(url), let home = OAuthAddress(issuer), home.mayLead(to: address) else {
      throw .oauth("expected an https URL for the '\(name)' of '\(issuer)', found '\(url.excerpt(limit: 200))'")
    }
    return url
  }
}

extension JSON {
  /// The strings of a list; what else stands there is passed over.
  fileprivate func texts(_ name: String) -> [String] { self[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}

extension ToolListingFailure {
  /// What stands in the way of a token.
  static func oauth(_ sentence: String, fix: String? = nil) -> ToolListingFailure {
    ToolListingFailure(.unauthorized, sentence, fix: fix)
  }
}
