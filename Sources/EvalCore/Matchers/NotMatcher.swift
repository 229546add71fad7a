import OrderedJSON

/// `~not`: every value that another matcher does not accept.
struct NotMatcher: MatcherRule {
  static let declaration = MatcherDeclaration(
    "~not",
    summary: "Any value that this matcher does not accept. The argument must be there: write "
      + "{~any_of: [~absent, {~not: …}]} where it may be missing.",
    examples: [MatcherExample(["~not": "closed"], accepts: ["open", .null], refuses: ["closed", nil])],
    schema: MatcherDeclaration.matcherSchema, isUnusualName: false
  ) { .not($0.negated()) }

  let matcher: Matcher

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { !matcher.accepts(value) }

  func phrase(depth: Int) -> String { "anything but \([matcher].phrase(joinedBy: "", depth: depth))" }

  var parts: MatcherParts { .some([matcher]) }

  func translated(_ names: MemberNames) -> NotMatcher { NotMatcher(matcher: matcher.translated(names)) }
}

extension Matcher {
  package static func not(_ matcher: Matcher) -> Matcher { Matcher(NotMatcher(matcher: matcher)) }
}
