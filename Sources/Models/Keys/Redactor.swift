/// Replaces the exact values of all keys that were read by `<redacted:VARIABLE>` in whatever is stored, shown or recorded.
package struct Redactor: Sendable {
  private let secrets: [(value: String, replacement: String)]

  /// - Parameter keys: by variable; blank ones are ignored, longer ones are replaced first.
  package init(keys: [String: String]) {
    secrets = keys.filter { !$0.value.isEmpty }.sorted { ($0.value.count, $0.key) > ($1.value.count, $1.key) }
      .map { ($0.value, "<redacted:\($0.key)>") }
  }

  package func redact(_ text: String) -> String {
    var text = text
    for secret in secrets where text.contains(secret.value) {
      text = text.replacing(secret.value, with: secret.replacement)
    }
    return text
  }
}
