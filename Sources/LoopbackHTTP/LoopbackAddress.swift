import NIOCore

/// A host and port that are safe to listen on: loopback, unless the caller allowed more.
struct LoopbackAddress {
  let host: String
  let port: Int

  /// Takes 'localhost' as 127.0.0.1, so that no resolver or hosts file can turn it into another address.
  init(host: String, port: Int, allowNonLoopback: Bool) throws(LoopbackError) {
    guard (0...65535).contains(port) else { throw .portOutOfRange(port) }
    self.host = host.lowercased() == "localhost" ? "127.0.0.1" : host
    self.port = port
    guard allowNonLoopback || Self.isLoopback(self.host) else { throw .hostNotLoopback(host) }
  }

  /// The address as the authority of a URL, with the port that was really opened.
  func url(_ scheme: String = "http", port: Int) -> String {
    host.contains(":") ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)"
  }

  private static func isLoopback(_ host: String) -> Bool {
    // Only literals: a name would have to be resolved, and may resolve to something else the next time.
    guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return false }
    switch address {
    case .v4: return host.hasPrefix("127.")
    case .v6: return address.ipAddress == "::1"
    case .unixDomainSocket: return false
    }
  }
}
