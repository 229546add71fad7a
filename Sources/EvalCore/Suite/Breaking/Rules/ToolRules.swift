import OrderedJSON

/// Tools that come, go or are called something else.
extension BreakingRule {
  static let toolRemoved = BreakingRule(
    "tool_removed", .breaking, for: [.callers],
    summary: "A tool is gone: calls of it are answered with an error.",
    example: .list([["name": "find"]], []),
    .list { list in
      list.removed.map { Finding(tool: $0.name) }
    })

  static let toolRenamed = BreakingRule(
    "tool_renamed", .breaking, for: [.callers],
    summary:
      "A tool of the same description and input schema has another name: calls of the old one are answered with an error.",
    example: .list([["name": "find", "description": "Finds."]], [["name": "search", "description": "Finds."]]),
    .list { list in
      list.renamed.map { Finding(tool: $1.name, before: .words([$0.name]), after: .words([$1.name])) }
    })

  static let toolAdded = BreakingRule(
    "tool_added", .harmless, for: [.models],
    summary: "A tool is new: no call fails, and models choose among one more.",
    example: .list([], [["name": "find"]]),
    .list { list in
      list.added.map { Finding(tool: $0.name) }
    })
}

/// What a tool says of itself outside of its schemas, and whether it describes its results at all.
extension BreakingRule {
  static let instructionsChanged = BreakingRule(
    "instructions_changed", .risky, for: [.models],
    summary: "The server's instructions say something else: models may choose otherwise among all tools.",
    example: .list(["instructions": "Search first.", "tools": []], ["instructions": "Ask first.", "tools": []]),
    .list { list in
      Finding.ofTexts([list.old.instructions], [list.new.instructions])
    })

  static let toolDescriptionChanged = BreakingRule(
    "tool_description_changed", .risky, for: [.models],
    summary: "A tool's description says something else, not counting white space: models may choose otherwise.",
    example: .list([["name": "find", "description": "Finds."]], [["name": "find", "description": "Finds issues."]]),
    .tool { old, new in Finding.ofTexts([old.description], [new.description]) })

  static let outputSchemaRemoved = BreakingRule(
    "output_schema_removed", .breaking, for: [.readers],
    summary: "Results are no longer described: readers of structured results may find none.",
    example: .list([["name": "find", "outputSchema": ["type": "object"]]], [["name": "find"]]),
    .tool { old, new in
      old.outputSchema != nil && new.outputSchema == nil
        ? [Finding(before: .words(["outputSchema"]), after: nil)] : []
    })

  static let outputSchemaAdded = BreakingRule(
    "output_schema_added", .harmless, for: [.readers],
    summary: "Results are described now: readers may use it.",
    example: .list([["name": "find"]], [["name": "find", "outputSchema": ["type": "object"]]]),
    .tool { old, new in
      old.outputSchema == nil && new.outputSchema != nil
        ? [Finding(before: nil, after: .words(["outputSchema"]))] : []
    })
}

extension BreakingRule.Finding {
  /// One where the texts differ in more than white space.
  static func ofTexts(
    _ before: [String?], _ after: [String?], at path: ValuePath? = nil
  ) -> [BreakingRule.Finding] {
    let texts = [before, after].map { $0.compactMap(\.self).filter { !$0.isEmpty } }
    guard texts[0].map(\.spacedOnce) != texts[1].map(\.spacedOnce) else { return [] }
    let parts = texts.map { $0.isEmpty ? nil : BreakingChange.Part.text($0.joined(separator: "\n")) }
    return [BreakingRule.Finding(path: path, before: parts[0], after: parts[1])]
  }
}

extension String {
  /// By its scalars, so that texts that only look alike differ.
  fileprivate var spacedOnce: JSON { .string(split(whereSeparator: \.isWhitespace).joined(separator: " ")) }
}
