import OrderedJSON

/// `~any`: everything, absence included.
struct AnyMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~any",
    summary: "Any value, or none: the argument does not matter.",
    examples: [MatcherExample("~any", accepts: ["open", 7, .null, nil], refuses: [])],
    AnyMatcher())

  let acceptsAbsence = true

  func accepts(_ value: JSON) -> Bool { true }

  func phrase(depth: Int) -> String { "anything" }
}

extension Matcher {
  package static let any = Matcher(AnyMatcher())
}
