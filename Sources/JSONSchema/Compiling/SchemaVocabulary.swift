/// The groups of keywords that a meta-schema can switch on and off.
struct SchemaVocabulary: OptionSet, Sendable, Hashable {
  let rawValue: Int

  static let core = SchemaVocabulary(rawValue: 1)
  static let applicator = SchemaVocabulary(rawValue: 2)
  static let unevaluated = SchemaVocabulary(rawValue: 4)
  static let validation = SchemaVocabulary(rawValue: 8)
  /// Keywords that never make a value unfit.
  static let annotation: SchemaVocabulary = []

  static let all: SchemaVocabulary = [.core, .applicator, .unevaluated, .validation]

  /// By the addresses that `$vocabulary` uses.
  static let byURI: [String: SchemaVocabulary] = {
    let prefix = "https://json-schema.org/draft/2020-12/vocab/"
    let names: [(String, SchemaVocabulary)] = [
      ("core", .core), ("applicator", .applicator), ("unevaluated", .unevaluated), ("validation", .validation),
      ("meta-data", .annotation), ("format-annotation", .annotation), ("content", .annotation),
    ]
    return Dictionary(uniqueKeysWithValues: names.map { (prefix + $0, $1) })
  }()
}

/// How a resource is to be read.
struct SchemaReading: Sendable, Hashable {
  var dialect: JSONSchema.Dialect
  var vocabulary: SchemaVocabulary = .all
}

/// A schema with an address of its own: a document, or a part of one that has `$id`.
struct SchemaResource: Sendable {
  var uri: URIReference
  let root: Int
  let reading: SchemaReading
  var anchors: [String: Int] = [:]
  var dynamicAnchors: [String: Int] = [:]
}
