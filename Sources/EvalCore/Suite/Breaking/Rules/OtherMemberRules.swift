import OrderedJSON

/// Members that no schema names: an object that is closed, or opened.
extension BreakingRule {
  static let othersRefused = BreakingRule(
    "others_refused", .breaking, for: [.callers],
    summary: "Parameters that the schema does not name are now refused: calls that send more fail.",
    example: .schema(["type": "object"], ["type": "object", "additionalProperties": false]),
    .place([.arguments]) { $0.closing() })

  static let othersTaken = BreakingRule(
    "others_taken", .harmless, for: [.callers],
    summary: "Parameters that the schema does not name are now taken: calls that were right stay right.",
    example: .schema(["type": "object", "additionalProperties": false], ["type": "object"]),
    .place([.arguments]) { $0.opening() })

  static let resultOthersTaken = BreakingRule(
    "result_others_taken", .risky, for: [.readers],
    summary: "Results may have members that the schema does not name: readers that refuse what they do not know fail.",
    example: .schema(["type": "object", "additionalProperties": false], ["type": "object"]),
    .place([.result]) { $0.opening() })

  static let resultOthersRefused = BreakingRule(
    "result_others_refused", .harmless, for: [.readers],
    summary: "Results have no members but those that the schema names.",
    example: .schema(["type": "object"], ["type": "object", "additionalProperties": false]),
    .place([.result]) { $0.closing() })
}

extension PlaceChange {
  fileprivate func closing() -> [BreakingRule.Finding] { others { !$0.isClosed && $1.isClosed } }
  fileprivate func opening() -> [BreakingRule.Finding] { others { $0.isClosed && !$1.isClosed } }

  private func others(where isMeant: (SchemaForm, SchemaForm) -> Bool) -> [BreakingRule.Finding] {
    objects.filter { isMeant($0.old, $0.new) }.map { pair in
      BreakingRule.Finding(
        path: path.otherMembers, before: pair.old.isClosed ? .refused : .taken,
        after: pair.new.isClosed ? .refused : .taken)
    }
  }
}
