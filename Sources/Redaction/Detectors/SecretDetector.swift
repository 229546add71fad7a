extension Detector {
  static let secret = Detector(
    kind: .secret,
    summary:
      "A key or token with the prefix of a known vendor, a JSON web token, a private key in PEM, what follows `Bearer`.",
    probes: [
      Probe(VendorToken.beginnings) { text, at in VendorToken.end(in: text, from: at).map { at..<$0 } },
      Probe("e") { text, at in webToken(in: text, at: at) },
      Probe("bB") { text, at in bearer(in: text, at: at) },
      Probe("-", .anywhere) { text, at in privateKey(in: text, at: at) },
    ])

  /// Three parts with dots between them, the first of which begins an object in base 64 (RFC 7519).
  private static func webToken(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard text.has("eyJ", at: start), !VendorToken.body.contains(text[start - 1]) else { return nil }
    let first = text.end(of: VendorToken.body, from: start)
    guard first - start >= 10, text[first] == "." else { return nil }
    let second = text.end(of: VendorToken.body, from: first + 1)
    guard second - first > 4, text[second] == "." else { return nil }
    return start..<text.end(of: VendorToken.body, from: second + 1)
  }

  /// The token of `Authorization: Bearer …` (RFC 6750, section 2.1), of 16 characters at least.
  private static func bearer(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard text.has("earer ", at: start + 1) || text.has("EARER ", at: start + 1) else { return nil }
    let end = text.end(of: bearerToken, from: start + 7)
    guard end - start >= 23, (start + 7..<start + 23).contains(where: { text.isDigit(at: $0) }) else { return nil }
    return start + 7..<end
  }

  /// From the line that begins it to the one that ends it, or as far as it goes; line breaks may be escaped.
  private static func privateKey(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard text[start - 1] != "-", text.has("-----BEGIN ", at: start) else { return nil }
    let end = text.end(of: label, from: start + 11, atMost: 40)
    guard text.has("PRIVATE KEY-----", at: end - 11) else { return nil }
    let body = text.end(of: armour, from: end + 5)
    guard text.has("-----END ", at: body) else { return start..<body }
    let last = text.end(of: label, from: body + 9, atMost: 40)
    return start..<text.end(of: "-", from: last, atMost: 5)
  }

  private static let label = ByteSet.uppercase.union(" ")
  private static let bearerToken = VendorToken.body.union(".~+/=")
  private static let armour = ByteSet.alphanumerics.union("+/=\\ \r\n\t:,.")
}
