import OrderedJSON

/// `~any_of`: what one of several matchers accepts.
struct AnyOfMatcher: MatcherRule {
  static let declaration = MatcherDeclaration(
    "~any_of",
    summary: "What at least one of these matchers accepts, which may be the absence of the argument.",
    examples: [
      MatcherExample(
        ["~any_of": ["open", ["~contains": "clos"]]], accepts: ["open", "closed"], refuses: ["all", nil]),
      MatcherExample(["~any_of": [10, "~absent"]], accepts: [10, nil], refuses: [20, .null]),
    ],
    schema: ["type": "array", "minItems": 1, "items": .object(MatcherDeclaration.matcherSchema)], isUnusualName: true
  ) { operand in
    guard let matchers = operand.matchers() else { return nil }
    if matchers.isEmpty { operand.complain("expected at least one entry in ~any_of") }
    return .anyOf(matchers)
  }

  let matchers: [Matcher]

  var acceptsAbsence: Bool { matchers.contains(where: \.acceptsAbsence) }

  func accepts(_ value: JSON) -> Bool { matchers.contains { $0.accepts(value) } }

  func phrase(depth: Int) -> String { matchers.phrase(joinedBy: " or ", depth: depth) }

  var parts: MatcherParts { .some(matchers) }

  func translated(_ names: MemberNames) -> AnyOfMatcher {
    AnyOfMatcher(matchers: matchers.map { $0.translated(names) })
  }
}

extension Matcher {
  package static func anyOf(_ matchers: [Matcher]) -> Matcher { Matcher(AnyOfMatcher(matchers: matchers)) }
}
