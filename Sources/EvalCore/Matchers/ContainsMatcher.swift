import OrderedJSON

/// `~contains`: a text with a given part, but for case and white space.
struct ContainsMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~contains",
    summary: "A text that contains this one; case and white space are treated as in ~text.",
    examples: [
      MatcherExample(
        ["~contains": "login page"], accepts: ["The LOGIN  page crashes"], refuses: ["page login", "login", nil])
    ],
    schema: ["type": "string", "pattern": "\\S"], isUnusualName: true
  ) { $0.visibleText().map { .contains($0) } }

  private let part: String
  private let folded: FoldedText

  init(_ part: String) {
    self.part = part
    folded = FoldedText(part)
  }

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { value.stringValue.map { FoldedText($0).contains(folded) } ?? false }

  func phrase(depth: Int) -> String { "a text with \(JSON.string(part).excerpt())" }
}

extension Matcher {
  package static func contains(_ part: String) -> Matcher { Matcher(ContainsMatcher(part)) }
}
