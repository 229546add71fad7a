import EvalCore
import LinearRegex

/// A matcher that stands as the key of a map and takes a value.
enum MatcherOperator: String, CaseIterable {
  case anyOf = "~any_of"
  case not = "~not"
  case equals = "~equals"
  case text = "~text"
  case contains = "~contains"
  case matches = "~matches"
  case number = "~number"
  case date = "~date"
  case items = "~items"
  case subset = "~subset"
  case type = "~type"

  /// Nil after a complaint.
  func matcher(_ node: LocatedNode, _ reader: inout MatcherReader) -> Matcher? {
    let complaints = reader.complaints
    switch self {
    case .anyOf: return nonEmptyList(node, complaints).map { .anyOf($0.map { reader.matcher($0) }) }
    case .not: return .not(reader.negated(node))
    case .equals: return reader.literal(node)
    case .text: return node.string(rawValue, complaints).map(Matcher.text)
    case .contains: return node.nonEmptyString(rawValue, complaints).map(Matcher.contains)
    case .matches: return pattern(node, complaints)
    case .number: return NumberRule(node, complaints).map(Matcher.number)
    case .date: return DateRule(node, complaints).map(Matcher.date)
    case .items: return node.list(rawValue, complaints).map { .items(reader.elements($0)) }
    case .subset: return node.map(rawValue, complaints).map { .subset(reader.members($0)) }
    case .type: return node.word(rawValue, as: Matcher.TypeName.self, complaints).map(Matcher.type)
    }
  }

  private func nonEmptyList(_ node: LocatedNode, _ complaints: Complaints) -> [LocatedNode]? {
    guard let list = node.list(rawValue, complaints) else { return nil }
    if list.isEmpty { complaints.error(at: node.position, "expected at least one entry in \(rawValue)") }
    return list
  }

  private func pattern(_ node: LocatedNode, _ complaints: Complaints) -> Matcher? {
    guard let text = node.string(rawValue, complaints) else { return nil }
    do throws(LinearRegexError) {
      return .matches(try LinearRegex(text))
    } catch {
      complaints.error(
        at: node.position(ofCharacter: error.offset), "the pattern '\(text.excerpt)' cannot be used: \(error.message)")
      return nil
    }
  }
}
