import OrderedJSON

/// `~items`: an array whose elements meet these matchers in any order, one each.
struct ItemsMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~items",
    summary: "A list whose elements meet these matchers in any order, one each, with none left over on either side. A "
      + "plain list keeps its order.",
    examples: [
      MatcherExample(
        ["~items": ["urgent", ["~text": "BUG"]]], accepts: [["bug", "urgent"]],
        refuses: [["urgent"], ["urgent", "bug", "ui"], "urgent", nil])
    ],
    schema: ["type": "array", "items": .object(MatcherDeclaration.matcherSchema)], isUnusualName: false
  ) { $0.elements().map { .items($0) } }

  let matchers: [Matcher]

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool {
    guard let elements = value.arrayValue, elements.count == matchers.count else { return false }
    let edges = matchers.map { matcher in elements.indices.filter { matcher.accepts(elements[$0]) } }
    return !edges.contains(where: \.isEmpty) && Pairing(edges: edges, columns: elements.count).isPerfect
  }

  func phrase(depth: Int) -> String { "in any order \(matchers.listPhrase(depth: depth))" }
}

extension Matcher {
  package static func items(_ matchers: [Matcher]) -> Matcher { Matcher(ItemsMatcher(matchers: matchers)) }
}
