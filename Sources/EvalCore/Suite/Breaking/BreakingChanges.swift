/// What a new list of tools breaks for callers, for readers of results and for models, by the rules of ``BreakingRule/all``.
package struct BreakingChanges: Sendable {
  /// The worst first, then as the new list has its tools; what concerns the list before what concerns one tool.
  package let all: [BreakingChange]

  package init(from old: ToolSet, to new: ToolSet) {
    let list = ListChange(from: old, to: new)
    var found = BreakingRule.all.flatMap { rule -> [BreakingChange] in
      guard case .list(let look) = rule.look else { return [] }
      return look(list).map { BreakingChange(rule, tool: nil, $0) }
    }
    for (old, new) in list.pairs { found += Self.changes(from: old, to: new) }
    var seen: Set<BreakingChange> = []
    let once = found.filter { seen.insert($0).inserted }
    all = BreakingRule.Severity.allCases.flatMap { severity in once.filter { $0.rule.severity == severity } }
  }

  package func count(_ severity: BreakingRule.Severity) -> Int { all.count { $0.rule.severity == severity } }

  private static func changes(from old: Tool, to new: Tool) -> [BreakingChange] {
    let ofTool = BreakingRule.all.flatMap { rule -> [BreakingChange] in
      guard case .tool(let look) = rule.look else { return [] }
      return look(old, new).map { BreakingChange(rule, tool: new.name, $0) }
    }
    let schemas = [(BreakingRule.Side.arguments, old.inputSchema, new.inputSchema)]
    let results = old.outputSchema.flatMap { before in new.outputSchema.map { (BreakingRule.Side.result, before, $0) } }
    return (schemas + [results].compactMap(\.self)).reduce(into: ofTool) { found, sides in
      let (side, before, after) = sides
      var walk = SchemaWalk(from: before, to: after, side)
      found += walk.findings().map { BreakingChange($0.rule, tool: new.name, side: side, $0.finding) }
    }
  }
}
