import EvalCore
import OrderedJSON

/// Reads rules for values (`docs/matchers.md`) and gathers on the way what can be checked against a schema.
struct MatcherReader {
  let complaints: Complaints
  /// Values written literally, outside of `~not`.
  private(set) var literals: [Literal] = []
  /// Top-level arguments that a rule names.
  private(set) var mentions: [Mention] = []
  /// From the call's arguments down to the value that is being read.
  private var path: [String] = []
  private var negations = 0

  /// A value that must equal a part of the arguments.
  struct Literal: Sendable {
    /// From the arguments down: names, and the index 0 for an element of an array.
    let path: [String]
    let value: JSON
    let position: FilePosition
  }

  /// An argument that a rule names.
  struct Mention: Sendable {
    let name: String
    let position: FilePosition
    /// Whether the rule is content where the argument is missing.
    let acceptsAbsence: Bool
  }

  init(_ complaints: Complaints) { self.complaints = complaints }

  /// A rule for a whole value; `~any` after a complaint.
  mutating func matcher(_ node: LocatedNode) -> Matcher {
    switch node.content {
    case .string(let text) where MatcherWord.isWord(text): return word(text, node)
    case .array(let elements) where !node.isLiteral: return .array(self.elements(elements))
    case .object(let members) where !node.isLiteral: return map(members, node)
    default: return literal(node)
    }
  }

  /// A value that is taken as it is.
  mutating func literal(_ node: LocatedNode) -> Matcher {
    let value = node.json
    if negations == 0 { literals.append(Literal(path: path, value: value, position: node.position)) }
    if path.isEmpty {
      for member in node.members ?? [] { mention(member, acceptsAbsence: false) }
    }
    return .equals(value)
  }

  /// Rules for the members of an object.
  mutating func members(_ members: [LocatedNode.Member]) -> [NamedMatcher] {
    members.map { member in
      path.append(member.key)
      let matcher = matcher(member.value)
      path.removeLast()
      if path.isEmpty { mention(member, acceptsAbsence: matcher.accepts(nil)) }
      return NamedMatcher(member.key, matcher)
    }
  }

  /// Rules for elements of an array.
  mutating func elements(_ nodes: [LocatedNode]) -> [Matcher] {
    path.append("0")
    defer { path.removeLast() }
    return nodes.map { matcher($0) }
  }

  mutating func negated(_ node: LocatedNode) -> Matcher {
    negations += 1
    defer { negations -= 1 }
    return matcher(node)
  }

  private mutating func mention(_ member: LocatedNode.Member, acceptsAbsence: Bool) {
    guard negations == 0 else { return }
    mentions.append(Mention(name: member.key, position: member.keyPosition, acceptsAbsence: acceptsAbsence))
  }

  private func word(_ text: String, _ node: LocatedNode) -> Matcher {
    if let word = MatcherWord(rawValue: text) { return word.matcher }
    if MatcherOperator(rawValue: text) != nil {
      complaints.error(at: node.position, "'\(text)' needs a value", fix: "write {\(text): …}")
    } else {
      let words = MatcherWord.allCases.map(\.rawValue) + MatcherOperator.allCases.map(\.rawValue)
      complaints.error(
        at: node.position, "unknown matcher '\(text.excerpt)'",
        fix: Suggestion.nearest(to: text, among: words).map { "did you mean '\($0)'?" }
          ?? "write {~equals: \"\(text.excerpt)\"} for the text itself")
    }
    return .any
  }

  private mutating func map(_ members: [LocatedNode.Member], _ node: LocatedNode) -> Matcher {
    let operators = members.filter { MatcherWord.isWord($0.key) }
    if operators.isEmpty { return .object(self.members(members)) }
    if let plain = members.first(where: { !MatcherWord.isWord($0.key) }) {
      complaints.error(
        at: plain.keyPosition,
        "expected no plain key beside '\(operators[0].key.excerpt)', found '\(plain.key.excerpt)'",
        fix: "put the plain keys under ~subset: {…}")
    }
    let matchers = operators.compactMap { applied($0) }
    return matchers.count == 1 ? matchers[0] : .all(matchers)
  }

  private mutating func applied(_ member: LocatedNode.Member) -> Matcher? {
    if let known = MatcherOperator(rawValue: member.key) { return known.matcher(member.value, &self) }
    if MatcherWord(rawValue: member.key) != nil {
      complaints.error(
        at: member.keyPosition, "'\(member.key)' takes no value", fix: "write it alone: NAME: \(member.key)")
      return nil
    }
    let fix = Suggestion.fix(for: member.key, among: MatcherOperator.allCases.map(\.rawValue))
    complaints.error(at: member.keyPosition, "unknown matcher '\(member.key.excerpt)'", fix: fix)
    return nil
  }
}

extension LocatedNode {
  /// Whether no matcher stands in this value at any depth.
  var isLiteral: Bool {
    switch content {
    case .null, .bool, .number: true
    case .string(let text): !MatcherWord.isWord(text)
    case .array(let elements): elements.allSatisfy(\.isLiteral)
    case .object(let members): members.allSatisfy { !MatcherWord.isWord($0.key) && $0.value.isLiteral }
    }
  }
}
