extension JSON {
  /// One text for all equal values, for digests: compact, members sorted by key in UTF-16 code units, each number in
  /// the one spelling that ``JSONDecimal/description`` gives it.
  package var canonical: String { sorted.compact }

  private var sorted: JSON {
    switch self {
    case .number(let number): .number(JSONNumber(uncheckedText: number.normalized.description))
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let object):
      .object(
        JSONObject(
          object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            .map { ($0.key, $0.value.sorted) }))
    case .null, .bool, .string: self
    }
  }
}
