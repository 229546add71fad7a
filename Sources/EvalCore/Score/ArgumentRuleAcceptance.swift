package import OrderedJSON

extension ArgumentRule {
  /// As many mismatches of a call as people read.
  static let mostMismatches = 20

  /// Whether all arguments of a call meet the rule; its schema is another matter.
  package func accepts(_ arguments: JSONObject) -> Bool {
    switch self {
    case .any: true
    case .named(let rules): rules.allSatisfy { $0.matcher.accepts(arguments[$0.name]) }
    case .only(let rules):
      rules.allSatisfy { $0.matcher.accepts(arguments[$0.name]) } && arguments.unnamed(in: rules).isEmpty
    case .whole(let matcher): matcher.accepts(.object(arguments))
    }
  }

  /// Where the arguments do not meet the rule; empty just where ``accepts(_:)`` holds.
  package func mismatches(_ arguments: JSONObject) -> [Mismatch] {
    let all: [Mismatch] =
      switch self {
      case .any: []
      case .named(let rules): Matcher.mismatches(rules, arguments, at: JSONPointer(), isClosed: false)
      case .only(let rules): Matcher.mismatches(rules, arguments, at: JSONPointer(), isClosed: true)
      case .whole(let matcher): matcher.mismatches(.object(arguments))
      }
    return Array(all.prefix(Self.mostMismatches))
  }

  /// The share of named arguments that are met, 1 where none is named (`method.md` 1.1).
  func score(_ arguments: JSONObject) -> Double {
    switch self {
    case .any: return 1
    case .named(let rules), .only(let rules):
      if rules.isEmpty { return 1 }
      return Double(rules.filter { $0.matcher.accepts(arguments[$0.name]) }.count) / Double(rules.count)
    case .whole(let matcher): return matcher.accepts(.object(arguments)) ? 1 : 0
    }
  }
}
