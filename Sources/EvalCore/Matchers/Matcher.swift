package import OrderedJSON

/// A rule for one value of a call's arguments: made by the suite reader, translated for a variant, applied by the judge.
///
/// Each kind of rule is one file of this folder; what holds for all of them stands here.
package struct Matcher: Sendable {
  let rule: any MatcherRule

  init(_ rule: any MatcherRule) { self.rule = rule }

  package var acceptsAbsence: Bool { rule.acceptsAbsence }

  /// Whether a value, or its absence (nil), meets this rule.
  package func accepts(_ value: JSON?) -> Bool {
    guard let value else { return rule.acceptsAbsence }
    return rule.accepts(value)
  }

  /// What this rule asks for, as a noun phrase of bounded length.
  package var phrase: String { rule.phrase(depth: 2).excerpt(limit: 200) }

  /// The same rule where the arguments of the call have other names.
  func translated(_ names: MemberNames) -> Matcher { Matcher(rule.translated(names)) }
}

extension Matcher {
  /// Where a value, or its absence (nil), does not meet this rule; empty just where ``accepts(_:)`` holds.
  ///
  /// The innermost parts are named; `pointer` leads from the arguments to the value.
  package func mismatches(_ value: JSON?, at pointer: JSONPointer = JSONPointer()) -> [Mismatch] {
    if accepts(value) { return [] }
    let inner = value.map { rule.parts.mismatches($0, at: pointer) } ?? []
    return inner.isEmpty ? [Mismatch(.value, at: pointer.description, sentence(value))] : inner
  }

  private func sentence(_ value: JSON?) -> String {
    guard let value else { return "expected \(phrase), but it is absent" }
    return "expected \(phrase), found \(value.excerpt())"
  }
}
