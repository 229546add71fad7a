import OrderedJSON

/// `~nothing`: absent, null, `""`, `[]` or `{}`.
struct NothingMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~nothing",
    summary: "An argument that says nothing: left out, null, an empty text, an empty list or an empty map. White "
      + "space, 0 and false are something.",
    examples: [MatcherExample("~nothing", accepts: [nil, .null, "", [], [:]], refuses: [" ", 0, false])],
    NothingMatcher())

  let acceptsAbsence = true

  func accepts(_ value: JSON) -> Bool {
    switch value {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    case .bool, .number: false
    }
  }

  func phrase(depth: Int) -> String { "nothing (absent, null, \"\", [] or {})" }
}

extension Matcher {
  package static let nothing = Matcher(NothingMatcher())
}
