import OrderedJSON

/// Hints by which hosts decide whether to ask before a call.
extension BreakingRule {
  static let annotationChanged = BreakingRule(
    "annotation_changed", .risky, for: [.callers],
    summary:
      "A hint (readOnlyHint, destructiveHint, idempotentHint, openWorldHint) has another value; one that is not written counts "
      + "as its default. Hosts decide by hints whether to ask before a call, and whether to repeat one.",
    example: .list(
      [["name": "find", "annotations": ["readOnlyHint": true]]], [["name": "find", "annotations": [:]]]),
    .tool { old, new in
      let readsOnly = [old, new].contains { $0.hint("readOnlyHint", else: false) }
      let changed = hints.filter { name, usual in
        // The two say something of tools that write alone.
        let counts = !readsOnly || !["destructiveHint", "idempotentHint"].contains(name)
        return counts && old.hint(name, else: usual) != new.hint(name, else: usual)
      }
      guard !changed.isEmpty else { return [] }
      let parts = [old, new].map { tool in
        JSON.object(JSONObject(changed.map { ($0, .bool(tool.hint($0, else: $1))) }))
      }
      return [Finding(before: .keyword("annotations", parts[0]), after: .keyword("annotations", parts[1]))]
    })

  /// With what holds where a tool does not say.
  private static let hints = [
    ("readOnlyHint", false), ("destructiveHint", true), ("idempotentHint", false), ("openWorldHint", true),
  ]
}

extension Tool {
  fileprivate func hint(_ name: String, else usual: Bool) -> Bool { json["annotations"]?[name]?.boolValue ?? usual }
}
