package import OrderedJSON

/// Replaces the values of all keys that were read by `<redacted:VARIABLE>` in whatever is stored, shown or recorded.
///
/// Compares bytes, so that a letter which would join a key's last one into a single character cannot hide it, and so that
/// what is no UTF-8 is searched too. What is no secret (see ``PlaceholderKey``) stays.
package struct Redactor: Sendable {
  /// Longest first, so that a key which begins like another is found whole.
  private let secrets: [(secret: Secret, replacement: [UInt8])]
  /// By byte, whether a key may begin with it.
  private let begins: [Bool]

  /// - Parameter keys: by variable.
  package init(keys: [String: String]) {
    secrets = keys.filter { !PlaceholderKey.isOne($0.value) }
      .sorted { ($1.value.utf8.count, $0.key) < ($0.value.utf8.count, $1.key) }
      .map { (Secret($0.value), Array("<redacted:\($0.key)>".utf8)) }
    var begins = [Bool](repeating: false, count: 256)
    for byte in secrets.flatMap(\.secret.beginnings) { begins[Int(byte)] = true }
    self.begins = begins
  }

  /// Whether there is nothing to hide.
  var isIdle: Bool { secrets.isEmpty }

  package func redact(_ text: String) -> String {
    guard !secrets.isEmpty else { return text }
    var text = text
    return text.withUTF8 { redacted($0) }.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  package func redact(_ bytes: [UInt8]) -> [UInt8] {
    guard !secrets.isEmpty else { return bytes }
    return bytes.withUnsafeBufferPointer { redacted($0) } ?? bytes
  }

  /// Every string, key and number of the value.
  package func redact(_ value: JSON) -> JSON { secrets.isEmpty ? value : value.mapText(redact) }

  /// Nil where no key is found, which is nearly always.
  private func redacted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let found = matches(in: bytes)
    guard !found.isEmpty else { return nil }
    var result: [UInt8] = []
    var kept = 0
    for (range, replacement) in found {
      result += bytes[kept..<range.lowerBound]
      result += replacement
      kept = range.upperBound
    }
    return result + bytes[kept...]
  }

  /// Where keys stand, from the first to the last, and what stands for each.
  func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [(range: Range<Int>, replacement: [UInt8])] {
    var found: [(range: Range<Int>, replacement: [UInt8])] = []
    var at = 0
    while at < bytes.count {
      if begins[Int(bytes[at])], let match = match(in: bytes, from: at) {
        found.append(match)
        at = match.range.upperBound
      } else {
        at += 1
      }
    }
    return found
  }

  private func match(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (range: Range<Int>, replacement: [UInt8])? {
    for (secret, replacement) in secrets {
      if let end = secret.end(in: bytes, from: start) { return (start..<end, replacement) }
    }
    return nil
  }
}
