extension JSON {
  /// The same value with every text in it changed: strings, keys, and numbers by their spelling.
  ///
  /// A number that `change` leaves alone stays a number; any other becomes a string.
  package func mapText(_ change: (String) -> String) -> JSON {
    switch self {
    case .null, .bool: return self
    case .number(let number):
      let changed = change(number.text)
      return changed == number.text ? self : .string(changed)
    case .string(let text): return .string(change(text))
    case .array(let elements): return .array(elements.map { $0.mapText(change) })
    case .object(let object): return .object(object.mapText(change))
    }
  }
}

extension JSONObject {
  /// See ``JSON/mapText(_:)``.
  package func mapText(_ change: (String) -> String) -> JSONObject {
    JSONObject(members.map { (change($0.key), $0.value.mapText(change)) })
  }
}
