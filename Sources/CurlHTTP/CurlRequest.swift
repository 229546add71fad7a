/// One HTTP request, and how long and how much it may take.
///
/// A 3xx is a response like any other, but for the ``redirects`` that a request allows. The proxy variables (`http_proxy`, `https_proxy`,
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
  /// How many redirects are followed: only 307 and 308, which keep method and body, and only to the same scheme, host and
  /// port, for what the headers hold is meant for nobody else. Any other redirect is the response.
  package var redirects = 0

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

extension CurlRequest {
  /// The request that a response redirects to, nil where it is not to be followed.
  ///
  /// - Parameter elapsed: what the exchange took so far, which counts against its timeout.
  func following(_ head: CurlHead, after elapsed: Duration) -> CurlRequest? {
    guard redirects > 0, head.status == 307 || head.status == 308, elapsed < timeout,
      let location = head.headers["Location"], let target = CurlAddress.target(of: location, from: url)
    else { return nil }
    var next = self
    next.url = target
    next.timeout -= elapsed
    next.redirects -= 1
    return next
  }
}
