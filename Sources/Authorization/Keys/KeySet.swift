import OrderedJSON

/// The keys of a JSON Web Key Set (RFC 7517, section 5) with which signatures of tokens can be checked.
struct KeySet: Sendable {
  let keys: [VerificationKey]

  /// Keys in one set, and bytes of it.
  static let limits = (keys: 64, bytes: 1 << 20)

  /// Why the bytes hold no keys, as the end of a sentence.
  struct Unreadable: Error { let reason: String }

  init(_ bytes: [UInt8], read: VerificationKey.Reader) async throws(Unreadable) {
    let document: JSON
    do { document = try JSON(parsing: bytes, limits: JSONLimits(depth: 16, bytes: Self.limits.bytes)) } catch {
      throw Unreadable(reason: "found no JSON: \(error)")
    }
    guard let listed = document["keys"]?.arrayValue else {
      throw Unreadable(reason: "found no list of 'keys' in \(document.excerpt())")
    }
    guard listed.count <= Self.limits.keys else {
      throw Unreadable(reason: "found \(listed.count) keys, where at most \(Self.limits.keys) are read")
    }
    var keys: [VerificationKey] = []
    for case .object(let key) in listed {
      if let key = await VerificationKey(key, read: read) { keys.append(key) }
    }
    guard !keys.isEmpty else {
      throw Unreadable(
        reason: "found no key for \(SignatureAlgorithm.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.keys = keys
  }
}
