import Foundation
package import OrderedJSON

/// What a client reads to find out who issues tokens for this server (RFC 9728).
package struct ProtectedResource: Sendable {
  /// The URL that tokens name as their audience (RFC 8707).
  package let resource: String
  package let authorizationServers: [String]
  package let scopes: [String]
  /// For people.
  package let name: String?

  private let origin: String
  private let path: String

  static let wellKnown = "/.well-known/oauth-protected-resource"

  /// - Parameter resource: an absolute http or https URL without query and fragment.
  package init(
    resource: String, authorizationServers: [String], scopes: [String] = [], name: String? = nil
  ) throws(AuthorizationFailure) {
    guard let parts = URLComponents(string: resource), let scheme = parts.scheme?.lowercased(),
      scheme == "https" || scheme == "http", let host = parts.encodedHost, !host.isEmpty,
      parts.user == nil, parts.query == nil, parts.fragment == nil
    else { throw .wrongResource(resource) }
    origin = "\(scheme)://\(host.lowercased())" + (parts.port.map { ":\($0)" } ?? "")
    path = parts.percentEncodedPath == "/" ? "" : parts.percentEncodedPath
    self.resource = origin + path
    self.authorizationServers = authorizationServers
    self.scopes = scopes
    self.name = name
  }

  /// Where a client looks first: the well-known word goes before the resource's path.
  package var metadataPath: String { Self.wellKnown + path }
  package var metadataURL: String { origin + metadataPath }

  /// Whether the document is what a request for `path` asks for: at the resource's own place, or at the root, where
  /// clients look next.
  package func isDescribed(at path: String) -> Bool { path == metadataPath || path == Self.wellKnown }

  package var challenge: Challenge { Challenge(metadata: metadataURL, scopes: scopes) }

  package var document: JSON {
    var document = JSONObject([
      ("resource", .string(resource)),
      ("authorization_servers", .array(authorizationServers.map(JSON.string))),
    ])
    // A client must not read an empty list as 'no scope is needed'.
    if !scopes.isEmpty { document["scopes_supported"] = .array(scopes.map(JSON.string)) }
    document["bearer_methods_supported"] = ["header"]
    if let name { document["resource_name"] = .string(name) }
    return .object(document)
  }
}
