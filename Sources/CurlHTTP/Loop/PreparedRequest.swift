import CCurl

/// A request that was checked and put into the form that libcurl takes, on the caller's thread rather than the loop's.
struct PreparedRequest: Sendable {
  let address: CurlAddress
  let url: String
  let method: String
  let headers: HeaderList
  let body: [UInt8]?
  /// Milliseconds, at least 1.
  let timeout: Int
  /// Milliseconds, at least 1.
  let connectTimeout: Int
  let idleTimeout: Duration?
  /// Bytes of decoded body.
  let responseLimit: Int

  init(_ request: CurlRequest, defaultLimit: Int) throws(CurlFailure) {
    address = try CurlAddress(request.url)
    url = request.url
    method = request.method
    guard !method.isEmpty, method.utf8.allSatisfy(\.isTokenByte) else {
      throw CurlFailure(.unsendableRequest, "expected a method such as 'POST' for '\(address)', found other characters")
    }
    guard method != "HEAD" || request.body == nil else {
      throw CurlFailure(.unsendableRequest, "expected no body in the HEAD request for '\(address)', found one")
    }
    headers = try HeaderList(request.headers, for: address)
    body = request.body ?? (["POST", "PUT", "PATCH"].contains(method) ? [] : nil)
    timeout = request.timeout.wholeMilliseconds
    connectTimeout = request.connectTimeout.wholeMilliseconds
    idleTimeout = request.idleTimeout
    responseLimit = max(0, request.responseLimit ?? defaultLimit)
  }
}

/// Header lines as libcurl takes them, freed with this object.
///
/// Unchecked because the pointer is to C; the list is not changed after the initialiser.
final class HeaderList: @unchecked Sendable {
  let list: UnsafeMutablePointer<curl_slist>?

  /// Refuses what could end a line or the head early, and the fields that frame the body.
  init(_ fields: [(name: String, value: String)], for address: CurlAddress) throws(CurlFailure) {
    for field in fields { try Self.check(field, for: address) }
    // An empty Expect keeps a long body from waiting for "100 Continue"; libcurl would call any body a form.
    var lines = ["Expect:"]
    if !fields.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
    // "name:" alone removes a field, "name;" sends it without a value.
    lines += fields.map { $0.value.allSatisfy(\.isWhitespace) ? "\($0.name);" : "\($0.name): \($0.value)" }
    list = lines.reduce(nil) { curl_slist_append($0, $1) ?? $0 }
  }

  deinit { curl_slist_free_all(list) }

  private static func check(_ field: (name: String, value: String), for address: CurlAddress) throws(CurlFailure) {
    guard !field.name.isEmpty, field.name.utf8.allSatisfy(\.isTokenByte) else {
      throw CurlFailure(
        .unsendableRequest,
        "expected a header name of letters, digits and hyphens for '\(address)', found other characters")
    }
    guard field.value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
      throw CurlFailure(
        .unsendableRequest,
        "expected one line as the value of the header '\(field.name)' for '\(address)', found control characters")
    }
    guard !["content-length", "transfer-encoding", "expect"].contains(field.name.lowercased()) else {
      throw CurlFailure(
        .unsendableRequest,
        "expected the request for '\(address)' to leave the header '\(field.name)' to libcurl, found it: drop it")
    }
  }
}

extension UInt8 {
  /// `tchar` of RFC 9110, section 5.6.2.
  fileprivate var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}

extension Duration {
  /// Rounded up to at least 1 and at most what fits libcurl's 32-bit options.
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds >= 0 else { return 1 }
    guard seconds < 2_000_000 else { return 2_000_000_000 }
    return max(1, Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
