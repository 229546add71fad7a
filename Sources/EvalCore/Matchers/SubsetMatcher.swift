import OrderedJSON

/// `~subset`: an object that meets these; other members are free.
struct SubsetMatcher: MatcherRule {
  static let declaration = MatcherDeclaration(
    "~subset",
    summary: "A map whose members meet these matchers; other members are allowed. A plain map allows no others.",
    examples: [
      MatcherExample(
        ["~subset": ["state": "open", "owner": "~absent"]], accepts: [["state": "open", "page": 2]],
        refuses: [["state": "open", "owner": "ann"], ["page": 2], nil])
    ],
    schema: ["type": "object", "additionalProperties": .object(MatcherDeclaration.matcherSchema)], isUnusualName: true
  ) { $0.members().map { .subset($0) } }

  let rules: [NamedMatcher]

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { value.objectValue.map { rules.accept($0, isClosed: false) } ?? false }

  func phrase(depth: Int) -> String { "an object with \(rules.phrase(depth: depth))" }

  var parts: MatcherParts { .members(rules, isClosed: false) }

  func translated(_ names: MemberNames) -> SubsetMatcher { SubsetMatcher(rules: names.translate(rules)) }
}

extension Matcher {
  package static func subset(_ rules: [NamedMatcher]) -> Matcher { Matcher(SubsetMatcher(rules: rules)) }
}
