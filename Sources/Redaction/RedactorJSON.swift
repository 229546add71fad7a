package import OrderedJSON

extension Redactor {
  /// Every string of the value, every key, and every number that is a value of some kind, which then becomes a string.
  ///
  /// A member's key says what its value is, as it does in JSON that stands in a text: `{"ssn": 123456789}` is found.
  package func redact(_ value: JSON, from origin: Origin = .tool, with placeholders: inout Placeholders) -> JSON {
    redact(value, behind: "", from: origin, with: &placeholders)
  }

  private func redact(
    _ value: JSON, behind context: String, from origin: Origin, with placeholders: inout Placeholders
  ) -> JSON {
    switch value {
    case .null, .bool: return value
    case .string(let text): return .string(redact(text, behind: context, from: origin, with: &placeholders))
    case .number(let number):
      let redacted = redact(number.text, behind: context, from: origin, with: &placeholders)
      return redacted == number.text ? value : .string(redacted)
    case .array(let elements):
      return .array(elements.map { redact($0, behind: context, from: origin, with: &placeholders) })
    case .object(let object): return .object(redact(object, from: origin, with: &placeholders))
    }
  }

  private func redact(
    _ object: JSONObject, from origin: Origin, with placeholders: inout Placeholders
  ) -> JSONObject {
    var redacted = JSONObject()
    for (key, value) in object.members {
      var name = redact(key, from: origin, with: &placeholders)
      // Two spellings of one value would be one member, and lose the other's.
      while redacted[name] != nil { name += "'" }
      let context = key.utf8.count <= Self.longestContext ? key + ": " : ""
      redacted[name] = redact(value, behind: context, from: origin, with: &placeholders)
    }
    return redacted
  }

  /// In bytes; a longer key is data.
  private static let longestContext = 64
}
