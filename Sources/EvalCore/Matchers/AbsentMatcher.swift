import OrderedJSON

/// `~absent`: no value, not even null.
struct AbsentMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~absent",
    summary: "The argument must be left out. A null is a value; ~nothing accepts that too.",
    examples: [MatcherExample("~absent", accepts: [nil], refuses: [.null, ""])],
    AbsentMatcher())

  let acceptsAbsence = true

  func accepts(_ value: JSON) -> Bool { false }

  func phrase(depth: Int) -> String { "no such argument" }
}

extension Matcher {
  package static let absent = Matcher(AbsentMatcher())
}
