import LinearRegex
package import OrderedJSON

extension Matcher {
  /// Whether a value, or its absence (nil), meets this rule (`docs/matchers.md`).
  package func accepts(_ value: JSON?) -> Bool {
    guard let value else { return acceptsAbsence }
    return switch self {
    case .any, .present: true
    case .absent: false
    case .nothing: value.isEmptyOrNull
    case .equals(let expected): value.isEquivalent(to: expected)
    case .type(let type): value.has(type)
    case .anyOf(let matchers): matchers.contains { $0.accepts(value) }
    case .not(let matcher): !matcher.accepts(value)
    case .all(let matchers): matchers.allSatisfy { $0.accepts(value) }
    case .text, .contains, .matches, .date: value.stringValue.map(accepts(text:)) ?? false
    case .number(let rule): value.numberValue.map(rule.accepts) ?? false
    case .items, .array: value.arrayValue.map(accepts(elements:)) ?? false
    case .subset, .object: value.objectValue.map(accepts(members:)) ?? false
    }
  }

  private func accepts(text: String) -> Bool {
    switch self {
    case .text(let expected): FoldedText(text) == FoldedText(expected)
    case .contains(let part): FoldedText(text).contains(FoldedText(part))
    case .matches(let regex): regex.search(in: text)
    case .date(let rule): rule.accepts(text)
    default: false
    }
  }

  private func accepts(elements: [JSON]) -> Bool {
    switch self {
    case .array(let matchers):
      matchers.count == elements.count && zip(matchers, elements).allSatisfy { $0.accepts($1) }
    case .items(let matchers):
      matchers.count == elements.count && Self.pair(matchers, with: elements)
    default: false
    }
  }

  private static func pair(_ matchers: [Matcher], with elements: [JSON]) -> Bool {
    let edges = matchers.map { matcher in elements.indices.filter { matcher.accepts(elements[$0]) } }
    return !edges.contains(where: \.isEmpty) && Pairing(edges: edges, columns: elements.count).isPerfect
  }

  private func accepts(members: JSONObject) -> Bool {
    switch self {
    case .subset(let rules): rules.allSatisfy { $0.matcher.accepts(members[$0.name]) }
    case .object(let rules):
      rules.allSatisfy { $0.matcher.accepts(members[$0.name]) } && members.unnamed(in: rules).isEmpty
    default: false
    }
  }
}

extension JSON {
  /// Equal as literals of a suite are: like `==`, but strings by canonical equivalence.
  func isEquivalent(to other: JSON) -> Bool {
    switch (self, other) {
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && left.allSatisfy { member in right[member.key].map { member.value.isEquivalent(to: $0) } ?? false }
    default: self == other
    }
  }

  fileprivate var isEmptyOrNull: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    case .bool, .number: false
    }
  }

  fileprivate func has(_ type: Matcher.TypeName) -> Bool {
    type == .integer ? numberValue?.isInteger ?? false : typeName == type.rawValue
  }
}

extension JSONObject {
  /// The keys that no rule names.
  func unnamed(in rules: [NamedMatcher]) -> [String] {
    keys.filter { key in !rules.contains { $0.name == key } }
  }
}
