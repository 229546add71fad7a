import OrderedJSON

/// A tool, or one of its arguments, that a case's expectation speaks of: in the control's names.
package struct SpokenName: Sendable, Hashable {
  package let tool: String
  /// Nil for the tool itself.
  package let argument: String?

  package init(_ tool: String, argument: String? = nil) {
    self.tool = tool
    self.argument = argument
  }

  /// E.g. `'find'` or `'status' of 'list'`.
  package var words: String { argument.map { "'\($0)' of '\(tool)'" } ?? "'\(tool)'" }

  /// Whether this can be another name of the same thing.
  func canStandFor(_ other: SpokenName) -> Bool {
    argument == nil ? other.argument == nil : tool == other.tool && other.argument != nil
  }
}

extension EvalCase {
  /// All that an answer is held against in a variant: every alternative, what is optional, and what is forbidden.
  ///
  /// - Parameter judge: under ``Judge/tools`` the arguments of what is expected decide nothing.
  package func spokenNames(in variant: String, judge: Judge) -> Set<SpokenName> {
    let expectation = expectation(in: variant)
    let bfcl = (expectation.bfcl?.calls ?? []).map { CallPattern(tool: $0.tool, arguments: .bfcl($0)) }
    let expected = expectation.alternatives.flatMap(\.calls).flatMap(\.patterns) + bfcl
    return Set(expected.flatMap { $0.spokenNames(judge) } + forbid.flatMap { $0.spokenNames(.calls) })
  }
}

extension CaseExpectation {
  /// Whether some alternative requires only names that are known.
  func canBeMet(_ judge: Judge, _ isKnown: (SpokenName) -> Bool) -> Bool {
    alternatives.contains { alternative in
      alternative.required.allSatisfy { call in call.patterns.contains { $0.neededNames(judge).allSatisfy(isKnown) } }
    }
  }
}

extension CallPattern {
  fileprivate func spokenNames(_ judge: Judge) -> [SpokenName] { names(judge == .calls ? arguments.mentions : []) }

  /// Without which no call can fit.
  fileprivate func neededNames(_ judge: Judge) -> [SpokenName] {
    names(judge == .calls ? arguments.mentions.filter(\.isNeeded) : [])
  }

  private func names(_ mentions: [Mention]) -> [SpokenName] {
    [SpokenName(control)] + mentions.map { SpokenName(control, argument: $0.name) }
  }
}

/// An argument that a rule names.
private struct Mention {
  let name: String
  /// Whether no call without it can meet the rule.
  var isNeeded: Bool
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
  fileprivate var mention: Mention { Mention(name: name, isNeeded: !matcher.acceptsAbsence) }
}

extension Matcher {
  /// The members that a rule for an object names, and no deeper ones.
  fileprivate var mentions: [Mention] {
    switch self {
    case .equals(.object(let object)): object.keys.map { Mention(name: $0, isNeeded: true) }
    case .subset(let members), .object(let members): members.map(\.mention)
    case .all(let matchers): matchers.flatMap(\.mentions)
    case .anyOf(let matchers): matchers.flatMap(\.mentions).map { Mention(name: $0.name, isNeeded: false) }
    case .not(let matcher): matcher.mentions.map { Mention(name: $0.name, isNeeded: false) }
    default: []
    }
  }
}
