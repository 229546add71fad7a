import OrderedJSON

/// A tool, or one of its arguments, that a case's expectation speaks of: in the control's names.
package struct SpokenName: Sendable, Hashable {
  package let tool: String
  /// Nil for the tool itself.
  package let argument: String?
  /// The way to a member inside the argument; empty for the argument itself.
  package let inside: [String]

  package init(_ tool: String, argument: String? = nil, inside: [String] = []) {
    self.tool = tool
    self.argument = argument
    self.inside = inside
  }

  /// E.g. `'find'`, `'status' of 'list'` or `'filter.status' of 'list'`.
  package var words: String {
    argument.map { "'\(([$0] + inside).joined(separator: "."))' of '\(tool)'" } ?? "'\(tool)'"
  }

  /// Whether this can be another name of the same thing, in the same place.
  func canStandFor(_ other: SpokenName) -> Bool {
    guard let argument else { return other.argument == nil }
    guard tool == other.tool, let name = other.argument, inside.count == other.inside.count else { return false }
    return inside.isEmpty || argument == name && inside.dropLast() == other.inside.dropLast()
  }
}

extension EvalCase {
  /// All that an answer is held against in a variant: every alternative, what is optional, and what is forbidden.
  ///
  /// - Parameters:
  ///   - strictness: under ``Strictness/tools`` the arguments of what is expected decide nothing.
  ///   - forbids: whether what is forbidden counts.
  package func spokenNames(in variant: String, strictness: Strictness, forbids: Bool = true) -> Set<SpokenName> {
    let expectation = expectation(in: variant)
    let bfcl = (expectation.bfcl?.calls ?? []).map { CallPattern(tool: $0.tool, arguments: .bfcl($0)) }
    let expected = expectation.alternatives.flatMap(\.calls).flatMap(\.patterns) + bfcl
    let forbidden = forbids ? forbid.flatMap { $0.spokenNames(.calls) } : []
    return Set(expected.flatMap { $0.spokenNames(strictness) } + forbidden)
  }
}

extension CaseExpectation {
  /// Whether some alternative requires only names that are known.
  func canBeMet(_ strictness: Strictness, _ isKnown: (SpokenName) -> Bool) -> Bool {
    alternatives.contains { alternative in
      alternative.required.allSatisfy { call in
        call.patterns.contains { $0.neededNames(strictness).allSatisfy(isKnown) }
      }
    }
  }
}

extension CallPattern {
  fileprivate func spokenNames(_ strictness: Strictness) -> [SpokenName] {
    names(strictness == .calls ? arguments.mentions : [])
  }

  /// Without which no call can fit.
  fileprivate func neededNames(_ strictness: Strictness) -> [SpokenName] {
    names(strictness == .calls ? arguments.mentions.filter(\.isNeeded) : [])
  }

  private func names(_ mentions: [Mention]) -> [SpokenName] {
    [SpokenName(control)] + mentions.flatMap { $0.names(of: control) }
  }
}

/// An argument that a rule names.
private struct Mention {
  let name: String
  /// Whether no call without it can meet the rule.
  var isNeeded: Bool
  /// What a rule for an object names inside it.
  var members: [Mention] = []

  func names(of tool: String) -> [SpokenName] {
    [SpokenName(tool, argument: name)]
      + members.flatMap { $0.ways }.map { SpokenName(tool, argument: name, inside: $0) }
  }

  var notNeeded: Mention { Mention(name: name, isNeeded: false, members: members) }

  private var ways: [[String]] { [[name]] + members.flatMap(\.ways).map { [name] + $0 } }
}

extension ArgumentRule {
  fileprivate var mentions: [Mention] {
    switch self {
    case .any: []
    case .named(let matchers), .only(let matchers): matchers.map(\.mention)
    case .whole(let matcher): matcher.mentions
    case .bfcl(let call):
      call.answers.keys.map { name in
        Mention(name: name, isNeeded: !(call.options(name) ?? []).contains(""))
      }
    }
  }
}

extension NamedMatcher {
  fileprivate var mention: Mention {
    Mention(name: name, isNeeded: !matcher.acceptsAbsence, members: matcher.mentions)
  }
}

extension Matcher {
  /// The members that a rule for an object names.
  fileprivate var mentions: [Mention] {
    switch rule.parts {
    case .members(let rules, _): rules.map(\.mention)
    case .all(let matchers): matchers.flatMap(\.mentions)
    case .some(let matchers): matchers.flatMap(\.mentions).map(\.notNeeded)
    case .whole, .elements: []
    }
  }
}
