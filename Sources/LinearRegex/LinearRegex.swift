/// A regular expression that searches in time linear in the text, whatever the pattern: RE2 syntax, or the part of
/// ECMA-262 that needs no backtracking. It works on Unicode scalars and takes nothing from the user's locale.
package struct LinearRegex: Sendable {
  /// Where the two syntaxes read the same pattern differently.
  package enum Syntax: Sendable, Hashable {
    /// `.` stops at a line feed only, `\s` is ASCII, and `[]a]` holds a bracket.
    case re2
    /// `.` stops at every line terminator, `\s` is all white space of Unicode, and `[]` holds nothing: for JSON Schema.
    case ecma262
  }

  package let pattern: String
  package let syntax: Syntax
  private let program: RegexProgram
  private let beginnings: ScalarBeginnings

  /// Compiles `pattern`, which may be as large as ``RegexProgram/longest`` steps.
  package init(_ pattern: String, syntax: Syntax = .re2) throws(LinearRegexError) {
    var parser = RegexParser(pattern, syntax: syntax)
    self.program = try RegexProgram(parser.parse())
    self.beginnings = ScalarBeginnings(program)
    self.pattern = pattern
    self.syntax = syntax
  }

  /// Whether the pattern matches anywhere in `text`.
  package func search(in text: String) -> Bool {
    var matcher = RegexMatcher(program)
    return matcher.search(text.unicodeScalars)
  }

  /// What belongs to any match in `text`, in UTF-8 bytes from its start and in order; matches that overlap are one range, and
  /// empty ones are none. Linear in the text, however many there are.
  package func coveredRanges(in text: String) -> [Range<Int>] {
    var coverage = RegexCoverage(program, beginnings: beginnings)
    return coverage.ranges(in: text)
  }

  /// Whether a text that begins so can match: never wrong where it says no; where it says yes, there may be none all the same.
  package func canMatch(beginningWith prefix: String) -> Bool {
    var matcher = RegexMatcher(program)
    return matcher.lives(through: prefix.unicodeScalars)
  }
}

extension LinearRegex: CustomStringConvertible {
  package var description: String { pattern }
}

extension LinearRegex: Hashable {
  package static func == (left: LinearRegex, right: LinearRegex) -> Bool {
    left.syntax == right.syntax && left.pattern.unicodeScalars.elementsEqual(right.pattern.unicodeScalars)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
