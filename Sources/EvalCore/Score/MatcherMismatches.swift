package import OrderedJSON

extension Matcher {
  /// Where a value, or its absence (nil), does not meet this rule; empty just where ``accepts(_:)`` holds.
  ///
  /// The innermost places are named; `at` leads from the arguments to the value.
  package func mismatches(_ value: JSON?, at place: JSONPointer = JSONPointer()) -> [Mismatch] {
    if accepts(value) { return [] }
    let inner = value.map { innerMismatches($0, at: place) } ?? []
    return inner.isEmpty ? [Mismatch(.value, at: place.description, sentence(value))] : inner
  }

  private func sentence(_ value: JSON?) -> String {
    guard let value else { return "expected \(phrase), but it is absent" }
    return "expected \(phrase), found \(value.excerpt())"
  }

  private func innerMismatches(_ value: JSON, at place: JSONPointer) -> [Mismatch] {
    switch (self, value) {
    case (.all(let matchers), _): matchers.flatMap { $0.mismatches(value, at: place) }
    case (.equals(.object(let expected)), .object(let members)):
      Self.mismatches(expected.map { NamedMatcher($0.key, .equals($0.value)) }, members, at: place, isClosed: true)
    case (.equals(.array(let expected)), .array(let elements)):
      Self.mismatches(expected.map { .equals($0) }, elements, at: place)
    case (.object(let rules), .object(let members)): Self.mismatches(rules, members, at: place, isClosed: true)
    case (.subset(let rules), .object(let members)): Self.mismatches(rules, members, at: place, isClosed: false)
    case (.array(let matchers), .array(let elements)): Self.mismatches(matchers, elements, at: place)
    default: []
    }
  }

  /// Element by element; empty where the lengths differ, because then the whole is what is wrong.
  private static func mismatches(_ matchers: [Matcher], _ elements: [JSON], at place: JSONPointer) -> [Mismatch] {
    guard matchers.count == elements.count else { return [] }
    return zip(matchers, elements).enumerated().flatMap { index, pair in
      pair.0.mismatches(pair.1, at: place.appending(index))
    }
  }

  static func mismatches(
    _ rules: [NamedMatcher], _ members: JSONObject, at place: JSONPointer, isClosed: Bool
  ) -> [Mismatch] {
    let named = rules.flatMap { $0.matcher.mismatches(members[$0.name], at: place.appending($0.name)) }
    guard isClosed else { return named }
    let others = members.unnamed(in: rules).prefix(ArgumentRule.mostMismatches).map { key in
      Mismatch(
        .value, at: place.appending(key).description,
        "expected no '\(key.excerpt(limit: 60))', found \((members[key] ?? .null).excerpt())")
    }
    return named + others
  }
}
