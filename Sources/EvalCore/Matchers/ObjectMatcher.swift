import OrderedJSON

/// A plain map that holds matchers at some depth: closed.
struct ObjectMatcher: MatcherRule {
  let rules: [NamedMatcher]

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { value.objectValue.map { rules.accept($0, isClosed: true) } ?? false }

  func phrase(depth: Int) -> String { "exactly \(rules.phrase(depth: depth))" }

  var parts: MatcherParts { .members(rules, isClosed: true) }

  func translated(_ names: MemberNames) -> ObjectMatcher {
    ObjectMatcher(rules: names.translate(rules) + names.addedMatchers)
  }
}

extension Matcher {
  package static func object(_ rules: [NamedMatcher]) -> Matcher { Matcher(ObjectMatcher(rules: rules)) }
}
