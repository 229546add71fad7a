import OrderedJSON

/// A plain list that holds matchers at some depth: position by position, closed.
struct ListMatcher: MatcherRule {
  let matchers: [Matcher]

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool {
    guard let elements = value.arrayValue, elements.count == matchers.count else { return false }
    return zip(matchers, elements).allSatisfy { $0.accepts($1) }
  }

  func phrase(depth: Int) -> String { matchers.listPhrase(depth: depth) }

  var parts: MatcherParts { .elements(matchers) }

  func translated(_ names: MemberNames) -> ListMatcher { self }
}

extension Matcher {
  package static func array(_ matchers: [Matcher]) -> Matcher { Matcher(ListMatcher(matchers: matchers)) }
}
