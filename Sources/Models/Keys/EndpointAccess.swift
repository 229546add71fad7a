import CurlHTTP

/// Where a model lives and what opens it.
package struct EndpointAccess: Sendable {
  /// Without a slash at the end.
  package let baseURL: String
  package let key: String?
  /// What ``key`` was read from.
  package let keyVariable: String?
  /// Whether a key is set that may not go there.
  package let isKeyWithheld: Bool
  /// Whether the vendor itself answers there, not something compatible.
  package let isVendorsOwn: Bool

  /// Whether the base URL is one of this machine.
  package var isOnThisMachine: Bool { (try? CurlAddress(baseURL))?.isLoopback ?? false }

  /// Of the base URL.
  package var host: String { (try? CurlAddress(baseURL))?.host ?? "" }

  package init(
    baseURL: String, key: String? = nil, keyVariable: String? = nil, isKeyWithheld: Bool = false,
    isVendorsOwn: Bool = false
  ) {
    self.baseURL = baseURL
    self.key = key
    self.keyVariable = keyVariable
    self.isKeyWithheld = isKeyWithheld
    self.isVendorsOwn = isVendorsOwn
  }
}
