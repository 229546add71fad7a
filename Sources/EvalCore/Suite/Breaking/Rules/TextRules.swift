import OrderedJSON

/// The texts that explain parameters and the values that they take.
extension BreakingRule {
  static let descriptionChanged = BreakingRule(
    "description_changed", .risky, for: [.models],
    summary:
      "The text that explains a parameter says something else, not counting white space: models may fill it otherwise.",
    example: .schema(["description": "Days."], ["description": "Hours."]),
    .place([.arguments]) { $0.textChanges })

  static let enumTextChanged = BreakingRule(
    "enum_text_changed", .risky, for: [.models],
    summary: "The text that explains a member of an enum says something else: models may choose another.",
    example: .schema(
      ["oneOf": [["const": "a", "description": "All."], ["const": "o", "description": "Open."]]],
      ["oneOf": [["const": "a", "description": "All but drafts."], ["const": "o", "description": "Open."]]]),
    .place([.arguments]) { $0.memberTextChanges })

  static let resultTextChanged = BreakingRule(
    "result_text_changed", .harmless, for: [.models],
    summary: "The text that explains a part of results says something else; few hosts show it to models.",
    example: .schema(["description": "Days."], ["description": "Hours."]),
    .place([.result]) { $0.textChanges + $0.memberTextChanges })
}

extension PlaceChange {
  fileprivate var textChanges: [BreakingRule.Finding] { BreakingRule.Finding.ofTexts(old.texts, new.texts, at: path) }

  /// Of the values that are listed before and after.
  fileprivate var memberTextChanges: [BreakingRule.Finding] {
    let after = Dictionary(grouping: new.memberTexts, by: \.value).mapValues { $0.map(\.text) }
    let before = Dictionary(grouping: old.memberTexts, by: \.value).mapValues { $0.map(\.text) }
    let kept = forms.pairs.flatMap { pair in
      (pair.old.values ?? []).filter { pair.new.values?.contains($0) == true }
    }
    return kept.flatMap { value in
      BreakingRule.Finding.ofTexts(
        (before[value] ?? []).map { "\(value.compact): \($0)" }, (after[value] ?? []).map { "\(value.compact): \($0)" },
        at: path)
    }
  }
}
