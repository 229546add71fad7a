import CCurl

/// Where a URL points, as libcurl itself reads it, so that a check of the host and the connection cannot disagree.
package struct CurlAddress: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  package let scheme: String
  /// In lower case, IPv6 in brackets, numbers of an IPv4 address in their usual form.
  package let host: String
  /// The scheme's own where the URL names none.
  package let port: Int
  package let path: String

  /// Reads an absolute http or https URL in ASCII of at most 8,000 bytes; user and password are refused.
  package init(_ url: String) throws(CurlFailure) {
    guard url.utf8.count <= 8_000 else {
      throw CurlFailure(.unsupportedURL, "expected a URL of at most 8000 bytes, found \(url.utf8.count)")
    }
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
      throw CurlFailure(
        .unsupportedURL,
        "expected a URL in ASCII, found spaces, control characters, backslashes or other letters: percent-encode them")
    }
    let parts = URLParts()
    let code = parts.set(url)
    guard code == CURLUE_OK else {
      throw CurlFailure(
        .unsupportedURL, "expected a URL such as 'https://host/path', found one that cannot be read",
        curlMessage: String(cString: curl_url_strerror(code)))
    }
    try self.init(parts)
  }

  private init(_ parts: URLParts) throws(CurlFailure) {
    let scheme = parts[CURLUPART_SCHEME]?.lowercased() ?? ""
    guard scheme == "http" || scheme == "https" else {
      throw CurlFailure(.unsupportedURL, "expected an http or https URL, found the scheme '\(scheme.prefix(40))'")
    }
    guard let host = parts[CURLUPART_HOST]?.lowercased(), !host.isEmpty else {
      throw CurlFailure(.unsupportedURL, "expected a URL with a host, found none")
    }
    guard parts[CURLUPART_USER] == nil, parts[CURLUPART_PASSWORD] == nil else {
      throw CurlFailure(
        .unsupportedURL, "expected a URL without user and password for '\(host)': send them in a header")
    }
    self.scheme = scheme
    self.host = host
    port = parts[CURLUPART_PORT].flatMap { Int($0) } ?? (scheme == "https" ? 443 : 80)
    path = parts[CURLUPART_PATH] ?? "/"
  }

  /// Whether the host is this machine: `localhost`, a name under it, 127.0.0.0/8 or ::1.
  package var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { $0.allSatisfy(\.isNumber) && UInt8($0) != nil }
  }

  /// Whether both have one scheme, host and port, so that whoever answers at the one answers at the other.
  package func isOfSameOrigin(as other: CurlAddress) -> Bool {
    (scheme, host, port) == (other.scheme, other.host, other.port)
  }

  /// Host, port and the start of the path: what a sentence may say of a URL.
  package var description: String { "\(host):\(port)\(path.count > 120 ? path.prefix(120) + "…" : path)" }
}

extension CurlAddress {
  /// The absolute URL that a `Location` header means, nil where it leads to another scheme, host or port, or nowhere.
  package static func target(of location: String, from url: String) -> String? {
    guard !location.isEmpty, location.utf8.count <= 8_000, let origin = try? CurlAddress(url) else { return nil }
    let parts = URLParts()
    // The second URL may be relative to the first.
    guard parts.set(url) == CURLUE_OK, parts.set(location) == CURLUE_OK, let target = parts[CURLUPART_URL],
      let address = try? CurlAddress(target)
    else { return nil }
    return address.isOfSameOrigin(as: origin) ? target : nil
  }
}

/// A URL in libcurl's hands, freed with this object.
private final class URLParts {
  private let handle = curl_url()

  deinit { curl_url_cleanup(handle) }

  func set(_ url: String) -> CURLUcode { curl_url_set(handle, CURLUPART_URL, url, 0) }

  subscript(part: CURLUPart) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
