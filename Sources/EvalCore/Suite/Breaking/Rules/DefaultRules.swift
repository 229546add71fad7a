import OrderedJSON

/// What holds where a parameter is left out; a default of null is none.
extension BreakingRule {
  static let defaultChanged = BreakingRule(
    "default_changed", .breaking, for: [.callers],
    summary: "A parameter stands for another value when it is left out: the same call does something else.",
    example: .schema(["type": "integer", "default": 10], ["type": "integer", "default": 20]),
    .place([.arguments]) { change in
      guard let before = change.old.writtenDefault, let after = change.new.writtenDefault, before != after else {
        return []
      }
      return [change.finding(.keyword("default", before), .keyword("default", after))]
    })

  static let defaultAdded = BreakingRule(
    "default_added", .risky, for: [.callers],
    summary:
      "The schema now says what a parameter stands for when it is left out; whether that held before is unknown.",
    example: .schema(["type": "integer"], ["type": "integer", "default": 10]),
    .place([.arguments]) { change in
      guard change.old.writtenDefault == nil, let after = change.new.writtenDefault else { return [] }
      return [change.finding(nil, .keyword("default", after))]
    })

  static let defaultRemoved = BreakingRule(
    "default_removed", .risky, for: [.callers, .models],
    summary: "The schema no longer says what a parameter stands for when it is left out.",
    example: .schema(["type": "integer", "default": 10], ["type": "integer"]),
    .place([.arguments]) { change in
      guard let before = change.old.writtenDefault, change.new.writtenDefault == nil else { return [] }
      return [change.finding(.keyword("default", before), nil)]
    })
}

extension SchemaForms {
  fileprivate var writtenDefault: JSON? { defaultValue.flatMap { $0.isNull ? Optional.none : $0 } }
}
