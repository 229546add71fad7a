import EvalCore
import JSONSchema
import OrderedJSON

/// The tools that one variant shows to a case, by the control's names; a class because it compiles each schema once.
final class VisibleTools {
  let variant: String
  let names: NameMap
  /// False where a file could not be read, so that nothing can be said about missing tools.
  let isComplete: Bool
  private let tools: [String: Tool]
  private var schemas: [String: JSONSchema?] = [:]

  init(variant: String, names: NameMap, tools: [Tool], isComplete: Bool = true) {
    self.isComplete = isComplete
    self.variant = variant
    self.names = names
    self.tools = Dictionary(tools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  convenience init(_ read: ReadVariant) {
    let variant = read.variant
    self.init(
      variant: variant.name, names: variant.names, tools: variant.toolSet.tools, isComplete: read.isComplete)
  }

  var shownNames: [String] { tools.keys.sorted() }

  /// The tool that this variant shows for the control's `name`.
  subscript(name: String) -> Tool? { tools[names.shown(name)] }

  /// The name that this variant has for an argument of the control's `tool`.
  func argument(_ name: String, of tool: String) -> String { names.entries[tool]?.arguments[name] ?? name }

  /// The names in the suite's language that lead to a tool here.
  func knownNames(among control: [String]) -> [String] {
    let others = Set(names.entries.values.map(\.to)).union(control)
    return control.filter { self[$0] != nil } + shownNames.filter { !others.contains($0) }
  }

  /// The compiled schema of the arguments; nil where there is none or it cannot be used.
  func schema(of name: String) -> JSONSchema? {
    let shown = names.shown(name)
    if let known = schemas[shown] { return known }
    let schema = tools[shown]?.declaredInputSchema.flatMap { try? JSONSchema($0, isLenient: true) }
    schemas[shown] = .some(schema)
    return schema
  }
}

extension Tool {
  /// Whether the schema lists what arguments there are, so that any other is a mistake.
  var declaresParameters: Bool {
    inputSchema["properties"] != nil || inputSchema["additionalProperties"] == .bool(false)
  }
}
