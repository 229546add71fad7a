import OrderedJSON

/// What one kind of matcher is: each conforming type stands in a file of its own, together with its row's declaration.
protocol MatcherRule: Sendable {
  /// Whether the rule is met where there is no such value; true only for what speaks of absence.
  var acceptsAbsence: Bool { get }

  /// Whether a value that is there meets the rule: asked in every trial, so what can be prepared is prepared when the rule
  /// is made.
  func accepts(_ value: JSON) -> Bool

  /// What the rule asks for, as a noun phrase that stands behind "expected".
  ///
  /// - Parameter depth: how many levels of matchers may still be put into words; below it stands `…`.
  func phrase(depth: Int) -> String

  /// The matchers that the rule is made of: mismatches are looked for there, and names of members.
  var parts: MatcherParts { get }

  /// The rule for the arguments of a call that has other names for them; what lies deeper keeps its names.
  func translated(_ names: MemberNames) -> Self
}

/// A rule whose value is right or wrong as a whole, and that says nothing of the names in it.
protocol PlainRule: MatcherRule {}

extension PlainRule {
  var parts: MatcherParts { .whole }
  func translated(_ names: MemberNames) -> Self { self }
}

/// What a rule is made of.
enum MatcherParts {
  /// Nothing that could be named: where the rule is not met, the whole value is wrong.
  case whole
  /// Rules for the same value, all of which must hold.
  case all([Matcher])
  /// Rules for the same value, none of which must hold by itself.
  case some([Matcher])
  /// Rules for the members of an object.
  case members([NamedMatcher], isClosed: Bool)
  /// Rules for the elements of an array, one after the other.
  case elements([Matcher])

  /// What is wrong inside a value that does not meet the rule; empty where it can only be said of the whole.
  func mismatches(_ value: JSON, at pointer: JSONPointer) -> [Mismatch] {
    switch self {
    case .whole, .some: []
    case .all(let matchers): matchers.flatMap { $0.mismatches(value, at: pointer) }
    case .members(let rules, let isClosed):
      value.objectValue.map { rules.mismatches($0, at: pointer, isClosed: isClosed) } ?? []
    case .elements(let matchers): value.arrayValue.map { Self.mismatches(matchers, $0, at: pointer) } ?? []
    }
  }

  /// Element by element; empty where the lengths differ, because then the whole is what is wrong.
  private static func mismatches(_ matchers: [Matcher], _ elements: [JSON], at pointer: JSONPointer) -> [Mismatch] {
    guard matchers.count == elements.count else { return [] }
    return zip(matchers, elements).enumerated().flatMap { index, pair in
      pair.0.mismatches(pair.1, at: pointer.appending(index))
    }
  }
}
