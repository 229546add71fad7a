package import Authorization
import EvalCore
import LoopbackHTTP

/// Whose requests a server answers: those with a token that is verified for it.
package struct Access: Sendable {
  let verifier: any TokenVerifier
  /// As the server describes itself to clients without a token.
  let resource: ProtectedResource

  package init(_ verifier: any TokenVerifier, _ resource: ProtectedResource) {
    self.verifier = verifier
    self.resource = resource
  }

  /// Who sent the request.
  func caller(of request: LoopbackRequest) async throws(AuthorizationRefusal) -> Principal {
    let bearer = try BearerToken(authorization: request.headers.values("Authorization"), query: request.query)
    let caller = try await verifier.caller(of: bearer.text)
    return Principal(subject: caller.subject, tenant: caller.tenant, scopes: caller.scopes.sorted())
  }

  /// What goes with a refusal, so that a client knows where to get what it lacks.
  func headers(for refusal: AuthorizationRefusal) -> LoopbackHeaders {
    resource.challenge.header(for: refusal).map { ["WWW-Authenticate": $0] } ?? [:]
  }
}
