import OrderedJSON

/// Takes secrets out of all that is about to be stored.
struct Redaction: Sendable {
  private let apply: (@Sendable (String) -> String)?

  init(_ apply: (@Sendable (String) -> String)?) { self.apply = apply }

  func callAsFunction(_ text: String) -> String { apply?(text) ?? text }

  func callAsFunction(_ text: String?) -> String? { text.map { self($0) } }

  /// Every string, key and number of the value; a number that hides something becomes a string.
  func callAsFunction(_ value: JSON) -> JSON { apply == nil ? value : redacted(value) }

  func callAsFunction(_ object: JSONObject) -> JSONObject { apply == nil ? object : redacted(object) }

  /// Bytes that are no UTF-8 are no text and stay.
  func callAsFunction(_ bytes: [UInt8]) -> [UInt8] {
    guard apply != nil, let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    return Array(self(text).utf8)
  }

  private func redacted(_ value: JSON) -> JSON {
    switch value {
    case .null, .bool: value
    case .number(let number): self(number.text) == number.text ? value : .string(self(number.text))
    case .string(let text): .string(self(text))
    case .array(let elements): .array(elements.map(redacted))
    case .object(let object): .object(redacted(object))
    }
  }

  private func redacted(_ object: JSONObject) -> JSONObject {
    JSONObject(object.members.map { (self($0.key), redacted($0.value)) })
  }
}
