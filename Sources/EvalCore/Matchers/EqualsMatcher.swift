package import OrderedJSON

/// `~equals`, and every value that is written without a matcher: numbers as exact decimals, strings by canonical
/// equivalence, nothing converted.
struct EqualsMatcher: MatcherRule {
  static let declaration = MatcherDeclaration(
    "~equals",
    summary: "Exactly this value, even where it looks like a matcher; a value written without a matcher means the "
      + "same. Numbers are compared by value (7 is 7.0), texts letter by letter and with case, maps regardless of the "
      + "order of their keys. Nothing is converted: '7' is not 7.",
    examples: [
      MatcherExample(["~equals": "~any"], accepts: ["~any"], refuses: ["other", nil]),
      MatcherExample(7, accepts: [7, .number(JSONNumber(uncheckedText: "7.0"))], refuses: ["7", 8, nil]),
    ],
    schema: [:], isUnusualName: true
  ) { .equals($0.literal()) }

  let expected: JSON

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { value.isEquivalent(to: expected) }

  func phrase(depth: Int) -> String { expected.excerpt() }

  var parts: MatcherParts {
    switch expected {
    case .object(let object): .members(object.map { NamedMatcher($0.key, .equals($0.value)) }, isClosed: true)
    case .array(let elements): .elements(elements.map { .equals($0) })
    case .null, .bool, .number, .string: .whole
    }
  }

  func translated(_ names: MemberNames) -> EqualsMatcher {
    guard let object = expected.objectValue else { return self }
    let renamed = object.map { (names[$0.key], $0.value) }
    return EqualsMatcher(expected: .object(JSONObject(renamed + names.added.map { ($0.key, $0.value) })))
  }
}

extension Matcher {
  package static func equals(_ expected: JSON) -> Matcher { Matcher(EqualsMatcher(expected: expected)) }
}

extension JSON {
  /// Equal as literals of a suite are: like `==`, but strings by canonical equivalence.
  fileprivate func isEquivalent(to other: JSON) -> Bool {
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
}
