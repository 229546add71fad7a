import OrderedJSON

/// How large, long or many a value may be, and which steps it may take.
extension BreakingRule {
  static let boundNarrowed = BreakingRule(
    "bound_narrowed", .breaking, for: [.callers],
    summary:
      "A parameter has a tighter or a new bound (minimum, maximum, length, number of items or members, pattern, step, "
      + "uniqueItems): calls outside of it are refused.",
    example: .schema(["type": "integer", "maximum": 100], ["type": "integer", "maximum": 50]),
    .place([.arguments]) { $0.bounds(.narrower) })

  static let boundWidened = BreakingRule(
    "bound_widened", .harmless, for: [.callers],
    summary: "A parameter has a wider bound or none: calls that were right stay right.",
    example: .schema(["type": "string", "maxLength": 10], ["type": "string"]),
    .place([.arguments]) { $0.bounds(.wider) })

  static let resultBoundWidened = BreakingRule(
    "result_bound_widened", .risky, for: [.readers],
    summary:
      "A result may be larger, longer, more or otherwise written than it could be: readers that count on the bound fail.",
    example: .schema(["type": "array", "maxItems": 10], ["type": "array", "maxItems": 100]),
    .place([.result]) { $0.bounds(.wider) })

  static let resultBoundNarrowed = BreakingRule(
    "result_bound_narrowed", .harmless, for: [.readers],
    summary: "A result has a tighter or a new bound: readers meet nothing that they did not expect.",
    example: .schema(["type": "array"], ["type": "array", "maxItems": 100]),
    .place([.result]) { $0.bounds(.narrower) })
}

/// How a bound of a schema changed.
enum BoundChange {
  case narrower, wider
}

extension PlaceChange {
  fileprivate func bounds(_ wanted: BoundChange) -> [BreakingRule.Finding] {
    forms.pairs.filter(\.areFree).flatMap { pair in
      SchemaBound.all(of: pair.old.kind).compactMap { bound in
        let (before, after) = (bound.read(pair.old), bound.read(pair.new))
        guard bound.change(before, after) == wanted else { return nil }
        return finding(before.map { .keyword($0.keyword, $0.value) }, after.map { .keyword($0.keyword, $0.value) })
      }
    }
  }
}
