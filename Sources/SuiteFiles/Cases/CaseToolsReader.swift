import EvalCore
import OrderedJSON

/// Reads a case's `tools`: a file, a list of whole tools, `{only: […]}` or `{without: […]}`.
struct CaseToolsReader {
  let documents: Documents
  let checks: CallChecks
  private var complaints: Complaints { documents.complaints }

  /// Nil after a complaint.
  func tools(_ node: LocatedNode) -> CaseTools? {
    switch node.content {
    case .string: return .replacement(BaseTools(node, documents).toolSet)
    case .array:
      return ListedTools(LocatedJSON(node), complaints).map { .replacement($0.toolSet) }
    case .object:
      guard let fields = Fields(node, "tools", keys: ["only", "without"], complaints) else { return nil }
      switch (fields["only"], fields["without"]) {
      case (let only?, nil): return names(only).map(CaseTools.only)
      case (nil, let without?): return names(without).map(CaseTools.without)
      default:
        complaints.error(at: node.position, "expected either 'only' or 'without'")
        return nil
      }
    default:
      complaints.error(
        at: node.position, "expected a file, a list of tools, or a map with 'only' or 'without', found \(node.found)")
      return nil
    }
  }

  private func names(_ node: LocatedNode) -> [String]? {
    guard let list = node.list("a list of tools", complaints) else { return nil }
    return list.compactMap { element in
      guard let name = element.nonEmptyString("a tool", complaints) else { return nil }
      return checks.checkTool(name, at: element.position) ? name : nil
    }
  }

  /// The checks for a case that sees these tools instead of its variants'.
  static func checks(_ tools: CaseTools?, variants: [Variant], _ suite: CallChecks) -> CallChecks {
    guard let tools, let control = variants.first else { return suite }
    func visible(_ variant: Variant) -> VisibleTools {
      let isComplete = suite.all.first { $0.variant == variant.name }?.isComplete ?? true
      let (names, shown) = shown(tools, in: variant)
      return VisibleTools(variant: variant.name, names: names, tools: shown, isComplete: isComplete)
    }
    var checks = CallChecks(control: visible(control), others: variants.dropFirst().map(visible), suite.complaints)
    checks.unfiltered = suite.control
    return checks
  }

  private static func shown(_ tools: CaseTools, in variant: Variant) -> (names: NameMap, tools: [Tool]) {
    let all = variant.toolSet.tools
    switch tools {
    case .replacement(let set): return (NameMap(), set.tools)
    case .only(let names):
      let shown = Set(names.map(variant.names.shown))
      return (variant.names, all.filter { shown.contains($0.name) })
    case .without(let names):
      let hidden = Set(names.map(variant.names.shown))
      return (variant.names, all.filter { !hidden.contains($0.name) })
    }
  }
}
