import OrderedJSON

/// Several matchers in one map, as in `{~type: string, ~not: closed}`: all must hold.
struct AllMatcher: MatcherRule {
  let matchers: [Matcher]

  var acceptsAbsence: Bool { !matchers.isEmpty && matchers.allSatisfy(\.acceptsAbsence) }

  func accepts(_ value: JSON) -> Bool { matchers.allSatisfy { $0.accepts(value) } }

  func phrase(depth: Int) -> String { matchers.phrase(joinedBy: " and ", depth: depth) }

  var parts: MatcherParts { .all(matchers) }

  func translated(_ names: MemberNames) -> AllMatcher { AllMatcher(matchers: matchers.map { $0.translated(names) }) }
}

extension Matcher {
  package static func all(_ matchers: [Matcher]) -> Matcher { Matcher(AllMatcher(matchers: matchers)) }
}
