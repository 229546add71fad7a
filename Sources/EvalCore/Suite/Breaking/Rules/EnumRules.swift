import OrderedJSON

/// What an enum lists, however it is written: `enum`, `const`, or branches that are a `const` each.
extension BreakingRule {
  static let enumMemberRemoved = BreakingRule(
    "enum_member_removed", .breaking, for: [.callers],
    summary: "A parameter no longer takes a value of its list: calls that send it are refused.",
    example: .schema(["enum": ["open", "closed", "all"]], ["enum": ["open", "closed"]]),
    .place([.arguments]) { $0.lostValues })

  static let enumMemberAdded = BreakingRule(
    "enum_member_added", .harmless, for: [.callers],
    summary: "A parameter takes one value more: calls that were right stay right.",
    example: .schema(["enum": ["open", "closed"]], ["enum": ["open", "closed", "all"]]),
    .place([.arguments]) { $0.gainedValues })

  static let enumIntroduced = BreakingRule(
    "enum_introduced", .breaking, for: [.callers],
    summary:
      "A parameter that took any value of its type now takes only those of a list: calls that send others are refused.",
    example: .schema(["type": "string"], ["type": "string", "enum": ["open", "closed"]]),
    .place([.arguments]) { $0.introduced })

  static let enumLifted = BreakingRule(
    "enum_lifted", .harmless, for: [.callers],
    summary: "A parameter takes any value of its type: calls that were right stay right.",
    example: .schema(["type": "string", "enum": ["open", "closed"]], ["type": "string"]),
    .place([.arguments]) { $0.lifted })
}

/// The same of results, where a longer list is what readers are not prepared for.
extension BreakingRule {
  static let resultEnumMemberAdded = BreakingRule(
    "result_enum_member_added", .risky, for: [.readers],
    summary:
      "A result may be a value that was not in its list: readers that go through the list one by one have no answer.",
    example: .schema(["enum": ["open", "closed"]], ["enum": ["open", "closed", "draft"]]),
    .place([.result]) { $0.gainedValues })

  static let resultEnumMemberRemoved = BreakingRule(
    "result_enum_member_removed", .harmless, for: [.readers],
    summary: "A result is no longer one of the values of its list: readers meet nothing that they did not expect.",
    example: .schema(["enum": ["open", "closed", "draft"]], ["enum": ["open", "closed"]]),
    .place([.result]) { $0.lostValues })

  static let resultEnumLifted = BreakingRule(
    "result_enum_lifted", .risky, for: [.readers],
    summary: "A result may be any value of its type: readers that go through the old list one by one have no answer.",
    example: .schema(["type": "string", "enum": ["open", "closed"]], ["type": "string"]),
    .place([.result]) { $0.lifted })

  static let resultEnumIntroduced = BreakingRule(
    "result_enum_introduced", .harmless, for: [.readers],
    summary: "A result is one of a list of values: readers meet nothing that they did not expect.",
    example: .schema(["type": "string"], ["type": "string", "enum": ["open", "closed"]]),
    .place([.result]) { $0.introduced })
}

extension PlaceChange {
  fileprivate var lostValues: [BreakingRule.Finding] {
    values { $0.without($1) }.map { finding(.values($0), nil) }
  }

  fileprivate var gainedValues: [BreakingRule.Finding] {
    values { $1.without($0) }.map { finding(nil, .values($0)) }
  }

  fileprivate var introduced: [BreakingRule.Finding] {
    forms.pairs.filter { $0.old.values == nil }.compactMap { pair in
      pair.new.values.map { finding(.words([pair.old.typeWord]), .values($0)) }
    }
  }

  fileprivate var lifted: [BreakingRule.Finding] {
    forms.pairs.filter { $0.new.values == nil }.compactMap { pair in
      pair.old.values.map { finding(.values($0), .words([pair.new.typeWord])) }
    }
  }

  /// What is left of two lists at each place that has one before and after, where anything is.
  private func values(_ rest: ([JSON], [JSON]) -> [JSON]) -> [[JSON]] {
    forms.pairs.compactMap { pair in
      guard let old = pair.old.values, let new = pair.new.values else { return nil }
      let values = rest(old, new)
      return values.isEmpty ? nil : values
    }
  }
}

extension [JSON] {
  fileprivate func without(_ others: [JSON]) -> [JSON] {
    let others = Set(others)
    return filter { !others.contains($0) }
  }
}
