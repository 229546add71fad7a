package import OrderedJSON

/// What stands behind the key of a matcher in a suite, and the ways to read it.
///
/// The reader of suites conforms, which knows where everything stands: a matcher asks for what it needs, and gets nil after
/// a complaint that says what was expected there and what was found.
package protocol MatcherOperand {
  /// The value as it stands, for what can be written in several forms.
  var json: JSON { get }
  /// What stands there, in words for a complaint.
  var found: String { get }

  /// The value as what is expected word for word: it must fit the schema of the tool, like every literal.
  func literal() -> JSON
  /// - Parameter what: what the text is, for a complaint; nil for the value of the matcher.
  func text(_ what: String?) -> String?
  /// A text that is more than white space.
  func visibleText() -> String?
  func number() -> JSONNumber?
  /// One of the words of a type.
  func word<Word: RawRepresentable & CaseIterable>(as type: Word.Type) -> Word? where Word.RawValue == String
  /// What stands behind each key of a map that has no others; nil, too, where it has not all that are required.
  func fields(_ keys: [String], required: [String]) -> [String: any MatcherOperand]?

  /// A rule for the matcher's own value; what is read under ``negated()`` need not fit the schema of the tool.
  func matcher() -> Matcher
  func negated() -> Matcher
  /// A list of rules for the matcher's own value.
  func matchers() -> [Matcher]?
  /// A list of rules for elements of the matcher's value.
  func elements() -> [Matcher]?
  /// A map of rules for members of the matcher's value.
  func members() -> [NamedMatcher]?

  /// Complains about the value.
  ///
  /// - Parameter character: the offset of what is wrong in a text, in Unicode scalars.
  func complain(_ message: String, fix: String?, character: Int?)
}

extension MatcherOperand {
  func text() -> String? { text(nil) }

  func complain(_ message: String, fix: String? = nil) { complain(message, fix: fix, character: nil) }
}
