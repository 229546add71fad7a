package import OrderedJSON

extension ArgumentRule {
  /// Whether all arguments of a call meet the rule; its schema is another matter.
  package func accepts(_ arguments: JSONObject) -> Bool {
    switch self {
    case .any: true
    case .named(let rules): rules.accept(arguments, isClosed: false)
    case .only(let rules): rules.accept(arguments, isClosed: true)
    case .whole(let matcher): matcher.accepts(.object(arguments))
    case .bfcl(let call): call.failure(of: arguments) == nil
    }
  }

  /// Where the arguments do not meet the rule; empty just where ``accepts(_:)`` holds.
  package func mismatches(_ arguments: JSONObject) -> [Mismatch] {
    let all: [Mismatch] =
      switch self {
      case .any: []
      case .named(let rules): rules.mismatches(arguments, at: JSONPointer(), isClosed: false)
      case .only(let rules): rules.mismatches(arguments, at: JSONPointer(), isClosed: true)
      case .whole(let matcher): matcher.mismatches(.object(arguments))
      case .bfcl(let call): call.mismatches(arguments)
      }
    return Array(all.prefix(Mismatch.most))
  }

  /// The share of named arguments that are met, 1 where none is named (`method.md` 1.1), and whether the whole rule is.
  func fit(_ arguments: JSONObject) -> (score: Double, isExact: Bool) {
    switch self {
    case .any: return (1, true)
    case .whole(let matcher):
      let isExact = matcher.accepts(.object(arguments))
      return (isExact ? 1 : 0, isExact)
    case .bfcl(let call): return (call.score(arguments), call.failure(of: arguments) == nil)
    case .named(let rules), .only(let rules):
      let met = rules.count { $0.matcher.accepts(arguments[$0.name]) }
      let allowsOthers = if case .named = self { true } else { false }
      let isExact = met == rules.count && (allowsOthers || !rules.hasStranger(arguments))
      return (rules.isEmpty ? 1 : Double(met) / Double(rules.count), isExact)
    }
  }
}
