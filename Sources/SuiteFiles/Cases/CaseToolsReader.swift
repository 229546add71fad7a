import EvalCore
import OrderedJSON

/// Reads a case's `tools`: a file, a list of whole tools, `{only: […]}` or `{without: […]}`.
struct CaseToolsReader {
  let documents: Documents
  let checks: CallChecks
  private var complaints: Complaints { documents.complaints }

  /// A case's tools, and whether all of them could be read, so that something can be said about those that are missing.
  typealias Read = (tools: CaseTools?, isComplete: Bool)

  func tools(_ node: LocatedNode) -> Read {
    switch node.content {
    case .string:
      let base = BaseTools(node, documents)
      return (.replacement(base.toolSet), base.isComplete)
    case .array:
      let listed = ListedTools(LocatedJSON(node), complaints)
      return (listed.map { .replacement($0.toolSet) }, listed?.isComplete ?? false)
    case .object:
      guard let fields = Fields(node, .caseTools, complaints) else { return (nil, false) }
      switch (fields["only"], fields["without"]) {
      case (let only?, nil): return names(only, CaseTools.only)
      case (nil, let without?): return names(without, CaseTools.without)
      default:
        if !fields.isMisspelled("only"), !fields.isMisspelled("without") {
          complaints.error(at: node.position, "expected either 'only' or 'without'")
        }
        return (nil, false)
      }
    default:
      complaints.error(
        at: node.position, "expected a file, a list of tools, or a map with 'only' or 'without', found \(node.found)")
      return (nil, false)
    }
  }

  private func names(_ node: LocatedNode, _ make: ([String]) -> CaseTools) -> Read {
    guard let list = node.list("a list of tools", complaints) else { return (nil, false) }
    let names = list.compactMap { element -> String? in
      guard let name = element.nonEmptyString("a tool", complaints) else { return nil }
      return checks.checkTool(name, at: element.position) ? name : nil
    }
    return (make(names), names.count == list.count)
  }

  /// The checks for a case that sees these tools instead of its variants'.
  static func checks(_ read: Read?, variants: [Variant], _ suite: CallChecks) -> CallChecks {
    guard let read, let control = variants.first else { return suite }
    guard let tools = read.tools else { return suite.incomplete }
    func visible(_ variant: Variant) -> VisibleTools {
      let whole = suite.all.first { $0.variant == variant.name }
      let isComplete = read.isComplete && (whole?.isComplete ?? true)
      // A filter that could not be read brings no tool that the variant has not.
      let mayHoldMore = if case .replacement = tools { !read.isComplete } else { whole?.mayHoldMore ?? false }
      let (names, shown) = shown(tools, in: variant)
      return VisibleTools(
        variant: variant.name, names: names, tools: shown, isComplete: isComplete, mayHoldMore: mayHoldMore)
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
