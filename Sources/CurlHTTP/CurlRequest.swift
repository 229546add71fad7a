/// One HTTP request, and how long and how much it may take.
///
/// Redirects are not followed: a 3xx is a response like any other. The proxy variables (`http_proxy`, `https_proxy`,
/// `all_proxy`, `no_proxy`) count for every host but loopback ones.
package struct CurlRequest: Sendable {
  package var method: String
  /// An absolute http or https URL in ASCII, without user and password.
  package var url: String
  /// Sent in this order; a name may be repeated. Content-Length, Transfer-Encoding and Expect are libcurl's to write.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]?
  /// For the whole exchange from the moment when its turn comes; a stream is held to ``idleTimeout`` instead.
  package var timeout: Duration = .seconds(120)
  /// For the name lookup, the connection and the TLS handshake together.
  package var connectTimeout: Duration = .seconds(10)
  /// For a stream: the longest time without a byte from the server, the wait for the first one included; nil for no limit.
  package var idleTimeout: Duration? = .seconds(60)
  /// Bytes of decoded body; nil for the client's limit.
  package var responseLimit: Int?

  package init(
    _ method: String, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// A GET.
  package init(_ url: String, headers: [(name: String, value: String)] = []) {
    self.init("GET", url, headers: headers)
  }
}
