import OrderedJSON

/// `~text`: the same text but for case and white space.
struct TextMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~text",
    summary: "The same text, ignoring case and the amount of white space: blanks at both ends do not count, and any "
      + "run of white space counts as one blank. Accents do count.",
    examples: [
      MatcherExample(["~text": "Login crash"], accepts: ["login crash", " LOGIN  crash"], refuses: ["login", 7, nil])
    ],
    schema: ["type": "string"], isUnusualName: false
  ) { $0.text().map { .text($0) } }

  private let expected: String
  private let folded: FoldedText

  init(_ expected: String) {
    self.expected = expected
    folded = FoldedText(expected)
  }

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { value.stringValue.map { FoldedText($0) == folded } ?? false }

  func phrase(depth: Int) -> String { "the text \(JSON.string(expected).excerpt()) (case and spaces aside)" }
}

extension Matcher {
  package static func text(_ expected: String) -> Matcher { Matcher(TextMatcher(expected)) }
}
