import Authorization
import CurlHTTP
import EvalCore
import Foundation
import MCP

/// The door of `serve` where a suite names an issuer of tokens.
struct ServedAccess {
  let suite: Suite
  let client: CurlClient

  /// Nil where anybody may call.
  ///
  /// - Parameter remark: told when keys could not be read again.
  func access(_ remark: @escaping @Sendable (String) -> Void) async throws -> Access? {
    guard let auth = suite.server.auth else { return nil }
    do throws(AuthorizationFailure) {
      let verifier = try JWTVerifier(
        ClaimRules(issuer: auth.issuer, audiences: [auth.audience]), keys: source(auth), log: remark)
      try await verifier.readKeys()
      return Access(
        verifier,
        try ProtectedResource(
          resource: auth.audience, authorizationServers: [auth.issuer], scopes: scopes, name: suite.name))
    } catch {
      throw CommandFailure(.wrongInput, "\(suite.path): server.auth: \(error)")
    }
  }

  /// All that any tool asks for.
  private var scopes: [String] { Set(suite.variants.flatMap { suite.server(in: $0).scopes.values.joined() }).sorted() }

  private func source(_ auth: AuthSettings) -> KeySource {
    guard let url = URL(string: auth.jwks), ["http", "https"].contains(url.scheme?.lowercased()) else {
      let folder = URL(filePath: suite.path).deletingLastPathComponent()
      return .file(URL(filePath: auth.jwks, relativeTo: folder).path)
    }
    return .url(url) { [client] url in
      var request = CurlRequest("GET", url.absoluteString, headers: [(name: "Accept", value: "application/json")])
      request.timeout = .seconds(10)
      let response = try await client.send(request)
      guard response.status == 200 else { throw UnexpectedStatus(status: response.status) }
      return response.body
    }
  }

  private struct UnexpectedStatus: Error, CustomStringConvertible {
    let status: Int
    var description: String { "it answered with HTTP \(status)" }
  }
}
