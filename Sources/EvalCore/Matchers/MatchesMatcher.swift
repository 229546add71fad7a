package import LinearRegex
import OrderedJSON

/// `~matches`: a text in which a regular expression is found.
struct MatchesMatcher: PlainRule {
  static let declaration = MatcherDeclaration(
    "~matches",
    summary: "A text in which this regular expression (RE2 syntax) is found anywhere. Write ^ at its beginning and $ "
      + "at its end to match the whole text, and (?i) at its beginning to ignore case.",
    examples: [
      MatcherExample(["~matches": "^v[0-9]+$"], accepts: ["v12"], refuses: ["V12", "v12-rc", 12, nil])
    ],
    schema: ["type": "string"], isUnusualName: true
  ) { operand in
    guard let pattern = operand.text() else { return nil }
    do throws(LinearRegexError) {
      return .matches(try LinearRegex(pattern))
    } catch {
      let message = "the pattern \(operand.found) cannot be used: \(error.message)"
      operand.complain(message, fix: nil, character: error.offset)
      return nil
    }
  }

  let regex: LinearRegex

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool { value.stringValue.map { regex.search(in: $0) } ?? false }

  func phrase(depth: Int) -> String { "a text that matches /\(regex.pattern.excerpt(limit: 80))/" }
}

extension Matcher {
  package static func matches(_ regex: LinearRegex) -> Matcher { Matcher(MatchesMatcher(regex: regex)) }
}
