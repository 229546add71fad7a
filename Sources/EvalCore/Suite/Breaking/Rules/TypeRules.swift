import OrderedJSON

/// The types that fit at a place, and the ways to fit of one type.
extension BreakingRule {
  static let typeNarrowed = BreakingRule(
    "type_narrowed", .breaking, for: [.callers],
    summary: "A parameter takes fewer types, or another: calls that send what it took before are refused.",
    example: .schema(["type": ["string", "integer"]], ["type": "integer"]),
    .place([.arguments]) { $0.losesTypes ? [$0.ofTypes] : [] })

  static let typeWidened = BreakingRule(
    "type_widened", .harmless, for: [.callers],
    summary: "A parameter takes more types: calls that were right stay right.",
    example: .schema(["type": "integer"], ["type": "number"]),
    .place([.arguments]) { $0.gainsTypes && !$0.losesTypes ? [$0.ofTypes] : [] })

  static let resultTypeWidened = BreakingRule(
    "result_type_widened", .breaking, for: [.readers],
    summary: "A result may be of a type that it never was, null included: readers that do not expect it fail.",
    example: .schema(["type": "string"], ["type": ["string", "null"]]),
    .place([.result]) { $0.gainsTypes ? [$0.ofTypes] : [] })

  static let resultTypeNarrowed = BreakingRule(
    "result_type_narrowed", .harmless, for: [.readers],
    summary: "A result is of fewer types: readers meet nothing that they did not expect.",
    example: .schema(["type": ["string", "null"]], ["type": "string"]),
    .place([.result]) { $0.losesTypes && !$0.gainsTypes ? [$0.ofTypes] : [] })
}

/// The branches of `anyOf` and `oneOf`, held against each other by type, discriminator and members.
extension BreakingRule {
  static let alternativeRemoved = BreakingRule(
    "alternative_removed", .breaking, for: [.callers],
    summary: "One of several shapes of a parameter is gone: calls that send it are refused.",
    example: .schema(["anyOf": [.object(with: "id"), .object(with: "name")]], ["anyOf": [.object(with: "name")]]),
    .place([.arguments]) { $0.lost })

  static let alternativeAdded = BreakingRule(
    "alternative_added", .harmless, for: [.callers],
    summary: "A parameter takes one shape more: calls that were right stay right.",
    example: .schema(["anyOf": [.object(with: "name")]], ["anyOf": [.object(with: "id"), .object(with: "name")]]),
    .place([.arguments]) { $0.gained })

  static let resultAlternativeAdded = BreakingRule(
    "result_alternative_added", .breaking, for: [.readers],
    summary: "A result may have a shape that it never had: readers that do not expect it fail.",
    example: .schema(["anyOf": [.object(with: "name")]], ["anyOf": [.object(with: "id"), .object(with: "name")]]),
    .place([.result]) { $0.gained })

  static let resultAlternativeRemoved = BreakingRule(
    "result_alternative_removed", .harmless, for: [.readers],
    summary: "A result has one shape fewer: readers meet nothing that they did not expect.",
    example: .schema(["anyOf": [.object(with: "id"), .object(with: "name")]], ["anyOf": [.object(with: "name")]]),
    .place([.result]) { $0.lost })
}

extension PlaceChange {
  fileprivate var ofTypes: BreakingRule.Finding { finding(.words(old.typeWords), .words(new.typeWords)) }
  fileprivate var lost: [BreakingRule.Finding] { forms.lost.map { finding(.words($0.words), nil) } }
  fileprivate var gained: [BreakingRule.Finding] { forms.gained.map { finding(nil, .words($0.words)) } }
}

extension JSON {
  /// For examples: an object with one member, a text.
  fileprivate static func object(with name: String) -> JSON {
    ["type": "object", "properties": [name: ["type": "string"]]]
  }
}
