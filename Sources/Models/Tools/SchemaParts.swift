import OrderedJSON

/// A schema and every schema inside it, with the way to each.
struct SchemaParts {
  /// In the order in which they stand.
  private(set) var all: [Part] = []

  struct Part {
    let pointer: JSONPointer
    let schema: JSON
    /// Whether it is the schema of a named parameter.
    let isParameter: Bool
  }

  private static let most = 20_000
  private static let deepest = 100
  static let single = [
    "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "additionalItems",
    "unevaluatedItems", "unevaluatedProperties",
  ]
  static let lists = ["anyOf", "oneOf", "allOf", "prefixItems", "items"]
  static let maps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]

  init(_ schema: JSON) { take(schema, JSONPointer([]), depth: 0) }

  private mutating func take(_ schema: JSON, _ pointer: JSONPointer, depth: Int, isParameter: Bool = false) {
    guard all.count < Self.most, depth < Self.deepest else { return }
    all.append(Part(pointer: pointer, schema: schema, isParameter: isParameter))
    guard let object = schema.objectValue else { return }
    for (key, value) in object {
      let inner = pointer.appending(key)
      if Self.maps.contains(key) {
        for member in value.objectValue ?? [:] {
          take(member.value, inner.appending(member.key), depth: depth + 1, isParameter: key == "properties")
        }
      } else if let list = value.arrayValue, Self.lists.contains(key) {
        for (index, part) in list.enumerated() { take(part, inner.appending(index), depth: depth + 1) }
      } else if value.objectValue != nil || value.boolValue != nil, Self.single.contains(key) {
        take(value, inner, depth: depth + 1)
      }
    }
  }

  /// Where the schemas are for which a claim holds.
  func pointers(where holds: (JSON) -> Bool) -> [JSONPointer] { all.filter { holds($0.schema) }.map(\.pointer) }

  /// Where the schemas of named parameters are for which a claim holds.
  func parameters(where holds: (JSON) -> Bool) -> [JSONPointer] {
    all.filter { $0.isParameter && holds($0.schema) }.map(\.pointer)
  }
}

extension JSON {
  /// Whether `type` is this name or lists it.
  func isOfType(_ name: String) -> Bool {
    self["type"] == .string(name) || self["type"]?.arrayValue?.contains(.string(name)) == true
  }

  func has(anyOf keywords: String...) -> Bool { keywords.contains { self[$0] != nil } }
}
