import OrderedJSON

/// A public key of an issuer, with the checks that it may be used for.
struct VerificationKey: Sendable {
  /// Whether the first is a signature of the second.
  typealias Check = @Sendable (_ signature: [UInt8], _ signed: [UInt8]) -> Bool
  /// Makes a key's check for one algorithm; nil where the key cannot be read.
  typealias Reader = @Sendable (JSONObject, SignatureAlgorithm) async -> Check?

  let id: String?
  private let checks: [SignatureAlgorithm: Check]

  /// Nil for a key that no signature can be checked with; sets hold others, too (RFC 7517, section 5).
  init?(_ key: JSONObject, read: Reader) async {
    var checks: [SignatureAlgorithm: Check] = [:]
    for algorithm in SignatureAlgorithm.allowed(by: key) { checks[algorithm] = await read(key, algorithm) }
    guard !checks.isEmpty else { return nil }
    self.checks = checks
    id = key["kid"]?.stringValue
  }

  /// By name where the token says one, and never with an algorithm that is not the key's own.
  func fits(_ header: TokenHeader) -> Bool {
    guard checks[header.algorithm] != nil else { return false }
    guard let wanted = header.keyID else { return true }
    return id?.hasSameScalars(as: wanted) ?? false
  }

  func accepts(_ token: SignedToken) -> Bool {
    checks[token.header.algorithm].map { $0(token.signature, token.signed) } ?? false
  }
}
