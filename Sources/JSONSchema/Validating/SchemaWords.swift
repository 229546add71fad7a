import OrderedJSON

extension JSON {
  /// This value with its type, as in `the string 'abc'`.
  var phrase: String {
    switch self {
    case .null, .bool: excerpt()
    default: "the \(typeName) \(excerpt())"
    }
  }
}

/// Wordings that several rules share.
enum SchemaWords {
  /// The first few of `items` with commas, and how many more there are.
  static func list(_ items: some Collection<String>, most: Int = 8) -> String {
    let shown = items.prefix(most).joined(separator: ", ")
    return items.count > most ? "\(shown) and \(items.count - most) more" : shown
  }

  /// Names in quotes, or `nothing` where there are none.
  static func names(_ names: some Collection<String>) -> String {
    names.isEmpty ? "nothing" : list(names.map { "'\($0.excerpt())'" })
  }
}
