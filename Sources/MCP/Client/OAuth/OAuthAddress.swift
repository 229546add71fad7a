import CurlHTTP

/// A URL of the road to a token, and where the next document on it may be. Origin and path are as libcurl reads them, so that
/// nothing is checked that is not connected to.
struct OAuthAddress: Sendable, Equatable {
  private let address: CurlAddress

  init?(_ url: String) {
    guard let address = try? CurlAddress(url), !url.contains("#") else { return nil }
    self.address = address
  }

  var origin: String {
    let usual = address.scheme == "https" ? 443 : 80
    return "\(address.scheme)://\(address.host)" + (address.port == usual ? "" : ":\(address.port)")
  }

  private var path: String { address.path == "/" ? "" : address.path }

  /// As tokens name a server (RFC 8707): scheme and host in lower case, nothing after the path.
  var canonical: String { origin + path }

  /// Whether secrets may be sent there: over https, or to this machine.
  var isPrivate: Bool { address.scheme == "https" || address.isLoopback }

  /// Whether `url` is one that this server may send a client to: a server elsewhere has no business with what runs on the
  /// client's own machine.
  func mayLead(to url: OAuthAddress) -> Bool {
    url.isPrivate && (address.isLoopback || !url.address.isLoopback)
  }

  /// Whether a token for `resource` is meant for this server: the same URL, or one above it.
  func isWithin(_ resource: OAuthAddress) -> Bool {
    address.isOfSameOrigin(as: resource.address)
      && (path == resource.path || path.hasPrefix(resource.path.hasSuffix("/") ? resource.path : resource.path + "/"))
  }

  /// Where the metadata of this server as a protected resource may be (RFC 9728, section 3.1): before its path, then at the root.
  var resourceMetadata: [String] {
    let root = origin + "/.well-known/oauth-protected-resource"
    return path.isEmpty ? [root] : [root + path, root]
  }

  /// Where the metadata of this issuer may be: RFC 8414, section 3, then OpenID Connect with its word before and after the path.
  var issuerMetadata: [String] {
    let path = path.hasSuffix("/") ? String(path.dropLast()) : path
    let places = [
      "/.well-known/oauth-authorization-server" + path, "/.well-known/openid-configuration" + path,
      path + "/.well-known/openid-configuration",
    ]
    return (path.isEmpty ? Array(places.dropLast()) : places).map { origin + $0 }
  }
}
