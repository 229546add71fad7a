import OrderedJSON

/// `~present`: every value, null included.
struct PresentMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~present",
    summary: "Any value, null included, as long as the argument is there.",
    examples: [MatcherExample("~present", accepts: ["open", "", .null], refuses: [nil])],
    PresentMatcher())

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { true }

  func phrase(depth: Int) -> String { "a value" }
}

extension Matcher {
  package static let present = Matcher(PresentMatcher())
}
