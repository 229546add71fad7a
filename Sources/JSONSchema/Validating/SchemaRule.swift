import OrderedJSON

/// What one keyword asks of a value.
protocol SchemaRule: Sendable {
  /// Whether `value` fits; where it does not, says why to `run`.
  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool

  /// The nodes that this rule may apply to the very value that it is given.
  var inPlace: [Int] { get }

  /// Whether this rule can say nothing about a value of which only a part is known.
  var needsWhole: Bool { get }

  /// Tells which properties this rule speaks of, those of its schemas aside.
  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram)

  /// The nodes that may describe the properties of the very object that this rule is given.
  func describing(_ program: SchemaProgram) -> [Int]

  /// The nodes that only say when another counts.
  var conditions: [Int] { get }
}

extension SchemaRule {
  var inPlace: [Int] { [] }
  var needsWhole: Bool { false }
  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {}
  func describing(_ program: SchemaProgram) -> [Int] { inPlace }
  var conditions: [Int] { [] }
}

/// The keyword that is being checked: the node it belongs to, and its name (empty for a schema `false`).
struct SchemaSite {
  let node: Int
  let keyword: String
}
