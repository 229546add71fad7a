/// Replaces the exact values of all keys that were read by `<redacted:VARIABLE>` in whatever is stored, shown or recorded.
///
/// Compares bytes, so that a letter which would join a key's last one into a single character cannot hide it.
package struct Redactor: Sendable {
  /// Longest first, so that a key which begins like another is found whole.
  private let secrets: [(value: [UInt8], replacement: [UInt8])]
  /// By byte, whether a key begins with it.
  private let begins: [Bool]

  /// - Parameter keys: by variable; blank ones are ignored.
  package init(keys: [String: String]) {
    secrets = keys.filter { !$0.value.isEmpty }
      .sorted { ($1.value.utf8.count, $0.key) < ($0.value.utf8.count, $1.key) }
      .map { (Array($0.value.utf8), Array("<redacted:\($0.key)>".utf8)) }
    var begins = [Bool](repeating: false, count: 256)
    for secret in secrets { begins[Int(secret.value[0])] = true }
    self.begins = begins
  }

  package func redact(_ text: String) -> String {
    guard !secrets.isEmpty else { return text }
    var text = text
    return text.withUTF8 { redacted($0) } ?? text
  }

  /// Nil where no key is found, which is nearly always.
  private func redacted(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var result: [UInt8] = []
    var kept = 0
    var at = 0
    while at < bytes.count {
      guard begins[Int(bytes[at])], let secret = secrets.first(where: { bytes[at...].starts(with: $0.value) })
      else {
        at += 1
        continue
      }
      result += bytes[kept..<at]
      result += secret.replacement
      at += secret.value.count
      kept = at
    }
    return kept == 0 ? nil : String(decoding: result + bytes[kept...], as: UTF8.self)
  }
}
