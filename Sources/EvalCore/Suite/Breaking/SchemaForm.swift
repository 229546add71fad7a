import OrderedJSON

/// What a schema says of values of one kind, where several schemas hold at once: one of the ways in which a value may fit.
struct SchemaForm: Sendable, Hashable {
  /// The kinds of JSON values in the order in which types are listed; an integer is a number.
  enum Kind: String, CaseIterable, Sendable {
    case string, number, boolean, array, object, null

    init?(_ value: JSON) { self.init(rawValue: value.typeName) }
  }

  let kind: Kind
  /// Schemas without `$ref`, `allOf`, `anyOf` and `oneOf`, all of which hold.
  let parts: [JSONObject]
  /// All that is allowed, where `enum` or `const` lists it; then bounds say nothing more.
  let values: [JSON]?
  /// Of a number: whether only whole ones fit.
  let isInteger: Bool

  /// The words of a type as a schema writes them.
  var typeWord: String { isInteger ? "integer" : kind.rawValue }

  /// What all parts say under a keyword, in their order.
  func all(_ keyword: String) -> [JSON] { parts.compactMap { $0[keyword] } }

  /// A short name for people: the type, and what tells it from other forms of that type.
  var words: [String] {
    if let values { return values.map(\.compact) }
    let formats = all("format").compactMap(\.stringValue).map { "\(typeWord) in the format \($0)" }
    let names = propertyNames
    if kind == .object, !names.isEmpty { return ["object with \(names.joined(separator: ", "))"] }
    return formats.isEmpty ? [typeWord] : formats
  }
}

// MARK: - Objects

extension SchemaForm {
  /// Names of members that have a schema, in their order, each once.
  var propertyNames: [String] {
    JSONObject(parts.flatMap { ($0["properties"]?.objectValue ?? [:]).map { ($0.key, .null) } }).keys
  }

  /// The schemas that a member must meet; empty where none speaks of it.
  func property(_ name: String) -> [JSON] { parts.compactMap { $0["properties"]?[name] } }

  func has(_ name: String) -> Bool { parts.contains { $0["properties"]?[name] != nil } }

  func requires(_ name: String) -> Bool { required.contains { $0.hasSameScalars(as: name) } }

  var required: [String] { parts.flatMap { $0["required"]?.arrayValue ?? [] }.compactMap(\.stringValue) }

  /// Whether members without a schema of their own are refused.
  var isClosed: Bool {
    parts.contains { $0["additionalProperties"] == false || $0["unevaluatedProperties"] == false }
  }

  /// The schemas of members without one of their own.
  var otherMembers: [JSON] { all("additionalProperties").filter { $0.objectValue != nil } }
}

// MARK: - Arrays

extension SchemaForm {
  /// The schemas of the elements at the beginning, one list for each place.
  var leading: [[JSON]] {
    let lists = parts.compactMap { $0["prefixItems"]?.arrayValue ?? $0["items"]?.arrayValue }
    return (0..<(lists.map(\.count).max() ?? 0)).map { place in
      lists.compactMap { $0.indices.contains(place) ? $0[place] : nil }
    }
  }

  /// The schemas of all other elements.
  var elements: [JSON] { all("items").filter { $0.arrayValue == nil } + all("additionalItems") }
}
