import LinearRegex
import OrderedJSON

extension Matcher {
  /// What this rule asks for, as a noun phrase of bounded length.
  package var phrase: String { Self.phrase(self, depth: 2).excerpt(limit: 200) }

  private static func phrase(_ matcher: Matcher, depth: Int) -> String {
    switch matcher {
    case .any: "anything"
    case .present: "a value"
    case .absent: "no such argument"
    case .nothing: "nothing (absent, null, \"\", [] or {})"
    case .equals(let value): value.excerpt()
    case .text(let text): "the text \(JSON.string(text).excerpt()) (case and spaces aside)"
    case .contains(let part): "a text with \(JSON.string(part).excerpt())"
    case .matches(let regex): "a text that matches /\(regex.pattern.excerpt(limit: 80))/"
    case .number(let rule): rule.phrase
    case .date(let rule): rule.phrase
    case .type(let type):
      type == .null ? "null" : "\("aio".contains(type.rawValue.prefix(1)) ? "an" : "a") \(type.rawValue)"
    case .items, .array, .subset, .object, .anyOf, .not, .all: compound(matcher, depth: depth)
    }
  }

  private static func compound(_ matcher: Matcher, depth: Int) -> String {
    switch matcher {
    case .items(let matchers): "in any order \(list(matchers, depth))"
    case .array(let matchers): list(matchers, depth)
    case .subset(let rules): "an object with \(members(rules, depth))"
    case .object(let rules): "exactly \(members(rules, depth))"
    case .anyOf(let matchers): joined(matchers, " or ", depth)
    case .all(let matchers): joined(matchers, " and ", depth)
    case .not(let inner): "anything but \(joined([inner], "", depth))"
    default: "…"
    }
  }

  private static func joined(_ matchers: [Matcher], _ word: String, _ depth: Int) -> String {
    guard depth > 0 else { return "…" }
    return matchers.prefix(6).map { phrase($0, depth: depth - 1) }.joined(separator: word)
      + (matchers.count > 6 ? "\(word)…" : "")
  }

  private static func list(_ matchers: [Matcher], _ depth: Int) -> String { "[\(joined(matchers, ", ", depth))]" }

  private static func members(_ rules: [NamedMatcher], _ depth: Int) -> String {
    guard depth > 0 else { return "{…}" }
    let shown = rules.prefix(6).map { "\($0.name.excerpt(limit: 40)): \(phrase($0.matcher, depth: depth - 1))" }
    return "{\(shown.joined(separator: ", "))\(rules.count > 6 ? ", …" : "")}"
  }
}

extension NumberRule {
  fileprivate var phrase: String {
    switch self {
    case .near(let value, let tolerance): "\(value.text.excerpt(limit: 40)) ± \(tolerance.text.excerpt(limit: 40))"
    case .nearRelative(let value, let share):
      "\(value.text.excerpt(limit: 40)) within \(share.text.excerpt(limit: 40)) of its size"
    case .between(let min?, let max?): "a number from \(min.text.excerpt(limit: 40)) to \(max.text.excerpt(limit: 40))"
    case .between(let min?, nil): "a number of at least \(min.text.excerpt(limit: 40))"
    case .between(nil, let max?): "a number of at most \(max.text.excerpt(limit: 40))"
    case .between(nil, nil): "a number"
    }
  }
}

extension DateRule {
  fileprivate var phrase: String {
    "the date \(text.excerpt(limit: 40))" + (within > 0 ? " ± \(JSON.number(.init(within)).compact) s" : "")
  }
}
