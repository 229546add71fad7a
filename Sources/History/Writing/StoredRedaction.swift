import OrderedJSON

/// Takes secrets out of all that is about to be stored.
struct StoredRedaction: Sendable {
  private let apply: (@Sendable (String) -> String)?

  init(_ apply: (@Sendable (String) -> String)?) { self.apply = apply }

  func callAsFunction(_ text: String) -> String { apply?(text) ?? text }

  func callAsFunction(_ text: String?) -> String? { text.map { self($0) } }

  /// Every string, key and number of the value.
  func callAsFunction(_ value: JSON) -> JSON { apply.map { value.mapText($0) } ?? value }

  func callAsFunction(_ object: JSONObject) -> JSONObject { apply.map { object.mapText($0) } ?? object }

  /// Bytes that are no UTF-8 are no text and stay.
  func callAsFunction(_ bytes: [UInt8]) -> [UInt8] {
    guard apply != nil, let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    return Array(self(text).utf8)
  }
}
