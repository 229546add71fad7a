import OrderedJSON
import EvalCore

/// The tools that one variant shows to a case, by the control's names; a class because it compiles each schema once.
final class VisibleTools {
  let variant: String
  let names: NameMap
  /// False where something could not be read, so that nothing can be said about missing tools.
  let isComplete: Bool
  /// Whether there may be tools that could not be read, and not only names of known ones.
  let mayHoldMore: Bool
  private let tools: [String: Tool]
  private var schemas: [String: ArgumentSchema] = [:]
  /// By shown name: what a layer keeps from the model; known all the same.
  private let hidden: [String: Layer]

  init(
    variant: String, names: NameMap, tools: [Tool], isComplete: Bool = true, mayHoldMore: Bool? = nil,
    hidden: [String: Layer] = [:]
  ) {
    self.hidden = hidden
    self.isComplete = isComplete
    self.mayHoldMore = mayHoldMore ?? !isComplete
    self.variant = variant
    self.names = names
    self.tools = tools.keyed(by: \.name)
  }

  convenience init(_ read: ReadVariant) {
    let variant = read.variant
    self.init(
      variant: variant.name, names: variant.names, tools: variant.toolSet.tools, isComplete: read.isComplete,
      mayHoldMore: read.mayHoldMore)
  }

  /// The same where nothing can be said about missing tools.
  var incomplete: VisibleTools {
    VisibleTools(variant: variant, names: names, tools: Array(tools.values), isComplete: false)
  }

  func hiding(_ hidden: [String: Layer]) -> VisibleTools {
    VisibleTools(
      variant: variant, names: names, tools: Array(tools.values), isComplete: isComplete, mayHoldMore: mayHoldMore,
      hidden: hidden)
  }

  /// The layer that keeps the tool for the control's `name` from the model; nil where it is shown.
  func hider(of name: String) -> Layer? { hidden.isEmpty ? nil : hidden[names.shown(name)] }

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

  /// What the tool for the control's `name` says of its arguments; nil where this variant has no such tool.
  func schema(of name: String) -> ArgumentSchema? {
    let shown = names.shown(name)
    if let known = schemas[shown] { return known }
    let schema = tools[shown].map { ArgumentSchema($0) }
    schemas[shown] = schema
    return schema
  }
}
