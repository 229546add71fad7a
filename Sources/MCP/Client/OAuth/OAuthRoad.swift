import CurlHTTP
import OrderedJSON

/// Where tokens for one server are to be had, and what is asked for there: the requests as they go over the wire.
struct OAuthRoad: Sendable, Equatable {
  /// As the tokens are to name the server; in every request (RFC 8707).
  let resource: String
  let issuer: IssuerDocument
  /// What the server says that it knows of scopes.
  let scopes: [String]

  /// - Parameters:
  ///   - fields: of the grant.
  ///   - asked: the scopes; where none are named, the issuer gives what is usual.
  func tokenRequest(
    _ fields: [(name: String, value: String?)], scopes asked: [String], as client: OAuthCredentials
  ) -> CurlRequest {
    let proof = client.proof(issuer)
    let form = FormBody(fields + [("scope", Self.scope(asked)), ("resource", resource)] + proof.fields)
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
    return CurlRequest(
      "POST", issuer.tokenEndpoint, headers: headers.map { (name: $0.0, value: $0.1) } + proof.headers,
      body: Array(form.text.utf8))
  }

  /// Where a person lets the client in.
  ///
  /// - Throws: where the issuer could not tell the client from one that stole its code.
  func authorizationURL(
    _ client: OAuthCredentials, scopes asked: [String], state: String, proof: ProofKey, redirect: String
  ) throws(ToolListingFailure) -> String {
    guard let endpoint = issuer.authorizationEndpoint else {
      throw .oauth("expected '\(issuer.issuer)' to have an authorization endpoint, found none in its metadata")
    }
    guard issuer.takesS256 else {
      throw .oauth(
        "expected '\(issuer.issuer)' to say that it takes PKCE with S256, found nothing of it in its metadata",
        fix: "set 'code_challenge_methods_supported' there, or use client credentials")
    }
    return FormBody([
      ("response_type", "code"), ("client_id", client.id), ("redirect_uri", redirect), ("scope", Self.scope(asked)),
      ("state", state), ("code_challenge", proof.challenge), ("code_challenge_method", "S256"), ("resource", resource),
    ]).appended(to: endpoint)
  }

  /// Asks to be known as a client (RFC 7591).
  ///
  /// - Parameter redirect: where a browser brings the code; nil for a client that calls for itself.
  func registration(name: String, redirect: String?, scopes asked: [String]) throws(ToolListingFailure) -> CurlRequest {
    guard let endpoint = issuer.registrationEndpoint else {
      throw .oauth(
        "expected a client that '\(issuer.issuer)' knows, found none, and it registers none by itself",
        fix: "register one there and name it")
    }
    var body: JSONObject = ["client_name": .string(name), "application_type": "native"]
    if let redirect {
      body["redirect_uris"] = [.string(redirect)]
      body["grant_types"] = ["authorization_code", "refresh_token"]
      body["response_types"] = ["code"]
      body["token_endpoint_auth_method"] = "none"
    } else {
      body["grant_types"] = ["client_credentials"]
      body["token_endpoint_auth_method"] = .string(
        issuer.takesSecretInHeader ? "client_secret_basic" : "client_secret_post")
    }
    if let scope = Self.scope(asked) { body["scope"] = .string(scope) }
    return CurlRequest(
      "POST", endpoint, headers: [("Content-Type", "application/json"), ("Accept", "application/json")],
      body: Array(JSON.object(body).compact.utf8))
  }

  private static func scope(_ scopes: [String]) -> String? { scopes.isEmpty ? nil : scopes.joined(separator: " ") }
}
