import EvalCore
import OrderedJSON

/// Reads rules for the values of one call and gathers on the way what can be checked against a schema; a class because the
/// values of its matchers gather into the same lists.
final class MatcherReader {
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
  func matcher(_ node: LocatedNode) -> Matcher {
    switch node.content {
    case .string(let text) where text.isTildeWord: return word(text, node)
    case .array(let elements) where !node.isLiteral: return .array(self.elements(elements))
    case .object(let members) where !node.isLiteral: return map(members, node)
    default: return .equals(literal(node))
    }
  }

  /// A value that is taken as it is.
  func literal(_ node: LocatedNode) -> JSON {
    let value = node.json
    if negations == 0 { literals.append(Literal(path: path, value: value, position: node.position)) }
    if path.isEmpty {
      for member in node.members ?? [] { mention(member, acceptsAbsence: false) }
    }
    return value
  }

  /// Rules for the members of an object.
  func members(_ members: [LocatedNode.Member]) -> [NamedMatcher] {
    members.map { member in
      path.append(member.key)
      let matcher = matcher(member.value)
      path.removeLast()
      if path.isEmpty { mention(member, acceptsAbsence: matcher.accepts(nil)) }
      return NamedMatcher(member.key, matcher)
    }
  }

  /// Rules for elements of an array.
  func elements(_ nodes: [LocatedNode]) -> [Matcher] {
    path.append("0")
    defer { path.removeLast() }
    return nodes.map { matcher($0) }
  }

  func negated(_ node: LocatedNode) -> Matcher {
    negations += 1
    defer { negations -= 1 }
    return matcher(node)
  }

  private func mention(_ member: LocatedNode.Member, acceptsAbsence: Bool) {
    guard negations == 0 else { return }
    mentions.append(Mention(name: member.key, position: member.keyPosition, acceptsAbsence: acceptsAbsence))
  }

  private func word(_ text: String, _ node: LocatedNode) -> Matcher {
    switch MatcherTable[text]?.form {
    case .word(let matcher): return matcher
    case .key: complaints.error(at: node.position, "'\(text)' needs a value", fix: "write {\(text): …}")
    case nil:
      complaints.error(
        at: node.position, "unknown matcher '\(text.excerpt)'",
        fix: Suggestion.nearest(to: text, among: MatcherTable.all.map(\.key)).map { "did you mean '\($0)'?" }
          ?? "write {~equals: \"\(text.excerpt)\"} for the text itself")
    }
    return .any
  }

  private func map(_ members: [LocatedNode.Member], _ node: LocatedNode) -> Matcher {
    let operators = members.filter { $0.key.isTildeWord }
    if operators.isEmpty { return .object(self.members(members)) }
    if let plain = members.first(where: { !$0.key.isTildeWord }) {
      complaints.error(
        at: plain.keyPosition,
        "expected no plain key beside '\(operators[0].key.excerpt)', found '\(plain.key.excerpt)'",
        fix: "put the plain keys under ~subset: {…}")
    }
    let matchers = operators.compactMap { applied($0) }
    return matchers.count == 1 ? matchers[0] : .all(matchers)
  }

  private func applied(_ member: LocatedNode.Member) -> Matcher? {
    switch MatcherTable[member.key]?.form {
    case .key(_, let read): return read(MatcherNode(node: member.value, what: member.key, reader: self))
    case .word:
      complaints.error(
        at: member.keyPosition, "'\(member.key)' takes no value", fix: "write it alone: NAME: \(member.key)")
    case nil:
      let fix = Suggestion.fix(for: member.key, among: MatcherTable.all.filter { !$0.standsAlone }.map(\.key))
      complaints.error(at: member.keyPosition, "unknown matcher '\(member.key.excerpt)'", fix: fix)
    }
    return nil
  }
}

extension LocatedNode {
  /// Whether no matcher stands in this value at any depth.
  var isLiteral: Bool {
    switch content {
    case .null, .bool, .number: true
    case .string(let text): !text.isTildeWord
    case .array(let elements): elements.allSatisfy(\.isLiteral)
    case .object(let members): members.allSatisfy { !$0.key.isTildeWord && $0.value.isLiteral }
    }
  }
}
