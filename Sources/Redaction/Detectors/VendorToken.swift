/// The one list of what vendors' keys look like: a prefix that they publish, and what follows it.
struct VendorToken: Sendable {
  private let prefix: [UInt8]
  private let characters: ByteSet
  /// Of what follows the prefix, in bytes.
  private let least: Int
  /// Exactly so long, where the vendor always gives so many.
  private let isExact: Bool

  private init(_ prefix: String, _ least: Int, _ characters: ByteSet = body, isExact: Bool = false) {
    self.prefix = Array(prefix.utf8)
    self.least = least
    self.characters = characters
    self.isExact = isExact
  }

  static let body = ByteSet.alphanumerics.union("-_")
  private static let capitals = ByteSet.uppercase.union(.digits)

  static let all: [VendorToken] = [
    // Models
    VendorToken("sk-", 20), VendorToken("gsk_", 32), VendorToken("xai-", 32), VendorToken("hf_", 30),
    VendorToken("pplx-", 32), VendorToken("r8_", 30), VendorToken("nvapi-", 40), VendorToken("tgp_v1_", 32),
    VendorToken("AIza", 35), VendorToken("fw_", 20),
    // Code
    VendorToken("ghp_", 36), VendorToken("gho_", 36), VendorToken("ghu_", 36), VendorToken("ghs_", 36),
    VendorToken("ghr_", 36), VendorToken("github_pat_", 50), VendorToken("glpat-", 20), VendorToken("gldt-", 20),
    VendorToken("glrt-", 20), VendorToken("npm_", 36), VendorToken("pypi-AgEI", 50), VendorToken("dckr_pat_", 20),
    VendorToken("ATATT3", 60), VendorToken("lin_api_", 32), VendorToken("figd_", 30), VendorToken("ntn_", 40),
    // Clouds
    VendorToken("AKIA", 16, capitals, isExact: true), VendorToken("ASIA", 16, capitals, isExact: true),
    VendorToken("ya29.", 20), VendorToken("GOCSPX-", 28), VendorToken("dop_v1_", 60), VendorToken("dp.pt.", 40),
    VendorToken("hvs.", 24), VendorToken("tfp_", 40), VendorToken("sbp_", 40), VendorToken("PMAK-", 40),
    // Messages and payments
    VendorToken("xoxb-", 20), VendorToken("xoxp-", 20), VendorToken("xoxa-", 20), VendorToken("xoxr-", 20),
    VendorToken("xoxs-", 20), VendorToken("xapp-", 20), VendorToken("SG.", 60, body.union(".")),
    VendorToken("sk_live_", 16), VendorToken("sk_test_", 16), VendorToken("rk_live_", 16), VendorToken("rk_test_", 16),
    VendorToken("whsec_", 24), VendorToken("shpat_", 32), VendorToken("sq0atp-", 20), VendorToken("sq0csp-", 40),
    VendorToken("key-", 32, .hexDigits, isExact: true),
  ]

  static let beginnings = ByteSet(all.map { $0.prefix[0] })

  /// Where the token that begins at `start` ends.
  static func end(in text: ScannedText, from start: Int) -> Int? {
    guard seconds[Int(text[start])].contains(text[start + 1]) else { return nil }
    for token in byFirst[Int(text[start])] where text.has(token.prefix, at: start) {
      if let end = token.bodyEnd(in: text, from: start + token.prefix.count) { return end }
    }
    return nil
  }

  /// What may follow each first byte: nearly no word begins like a token.
  private static let seconds: [ByteSet] = byFirst.map { ByteSet($0.map { $0.prefix[1] }) }

  private static let byFirst: [[VendorToken]] = (0...255).map { byte in all.filter { Int($0.prefix[0]) == byte } }

  /// The rest is read only behind a beginning that is right, and then no token begins within it.
  private func bodyEnd(in text: ScannedText, from start: Int) -> Int? {
    let beginning = text.end(of: characters, from: start, atMost: least)
    guard beginning - start == least, isOpaque(text, start..<beginning) else { return nil }
    if isExact { return characters.contains(text[beginning]) ? nil : beginning }
    return text.end(of: characters, from: beginning)
  }

  /// A body in small letters without a digit is a word or stands for a key in an example, and so is one character alone.
  private func isOpaque(_ text: ScannedText, _ body: Range<Int>) -> Bool {
    let hasBothCases =
      body.contains { ByteSet.uppercase.contains(text[$0]) } && body.contains { ByteSet.lowercase.contains(text[$0]) }
    return (hasBothCases || body.contains { text.isDigit(at: $0) })
      && body.contains { text[$0] != text[body.lowerBound] }
  }
}
