import OrderedJSON

/// What one keyword asks of a value.
protocol SchemaRule: Sendable {
  /// Whether `value` fits; where it does not, says why to `run`.
  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool

  /// The nodes that this rule may apply to the very value that it is given.
  var inPlace: [Int] { get }
}

extension SchemaRule {
  var inPlace: [Int] { [] }
}

/// The keyword that is being checked: the node it belongs to, and its name (empty for a schema `false`).
struct SchemaSite {
  let node: Int
  let keyword: String
}
