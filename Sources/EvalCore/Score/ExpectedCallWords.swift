import OrderedJSON

extension ExpectedCall {
  static func name(_ tool: String) -> String { "'\(tool.excerpt(limit: 80))'" }

  /// By the control's names, each once.
  var tools: [String] {
    patterns.reduce(into: []) { if !$0.contains($1.control) { $0.append($1.control) } }
  }

  /// E.g. `'a' or 'b'`.
  var names: String { tools.prefix(4).map(Self.name).joined(separator: " or ") }

  /// E.g. `'lookup' with key 'y'`, where the tool alone would not tell it from another.
  var namesAndArguments: String { names + (patterns.first?.arguments.words ?? "") }
}

extension ArgumentRule {
  private static let mostWords = 3

  /// What is asked of the arguments, with a blank before it; empty where nothing is, or nothing short can be said.
  fileprivate var words: String {
    switch self {
    case .any, .bfcl: return ""
    case .whole(let matcher): return " with the arguments \(matcher.phrase.excerpt(limit: 80))"
    case .named(let rules), .only(let rules):
      let shown = rules.prefix(Self.mostWords).map {
        "\($0.name.excerpt(limit: 40)) \($0.matcher.phrase.excerpt(limit: 60))"
      }
      let rest = rules.count > Self.mostWords ? ", …" : ""
      return shown.isEmpty ? "" : " with \(shown.joined(separator: ", "))\(rest)"
    }
  }
}

/// A required call that nothing was matched to, in words that the calls beside do not contradict.
struct WantedCall {
  let words: String
  /// Whether no call like it was made at all.
  let isAbsent: Bool

  /// - Parameters:
  ///   - count: how often it is missing.
  ///   - judged: how many of the calls were looked at.
  init(_ expected: ExpectedCall, count: Int, among calls: [ObservedCall], judged: Int) {
    let fits = calls.prefix(judged).compactMap { CallFit($0, expected) }
    let shown = Set(expected.patterns.map(\.tool))
    if fits.contains(where: \.isExact) {
      let number = count == 1 ? "one more call" : "\(count) more calls"
      (words, isAbsent) = ("\(number) of \(expected.namesAndArguments)", false)
    } else if !fits.isEmpty {
      (words, isAbsent) = (expected.namesAndArguments, true)
    } else if calls.prefix(judged).contains(where: { shown.contains($0.name) }) {
      (words, isAbsent) = ("a call of \(expected.names) that can be read", false)
    } else if calls.dropFirst(judged).contains(where: { shown.contains($0.name) }) {
      (words, isAbsent) = ("\(expected.names) among the first calls", false)
    } else {
      (words, isAbsent) = (expected.names, true)
    }
  }
}

/// Which calls of a trial stand in the wrong order.
struct OrderWords {
  private let order: Alternative.Order
  /// The required calls that were made, in the order of the calls.
  private let made: [(match: CallMatching.Match, turn: Int)]

  /// - Parameter turns: by observed call, the answer that it stands in.
  init(_ best: AlternativeJudgement, turns: [Int]) {
    order = best.alternative.order
    made = zip(best.matching.matches, turns).compactMap { match, turn in
      match.flatMap { $0.isRequired ? ($0, turn) : nil }
    }
  }

  var sentence: String {
    let found = made.prefix(5).map { order == .groups ? "\(name($0.match)) in answer \($0.turn)" : name($0.match) }
    return "expected \(wanted), found \(found.joined(separator: ", "))\(made.count > 5 ? ", …" : "")"
  }

  private var wanted: String {
    if order == .groups { return "each group in an answer after the group before it" }
    let swapped = zip(made, made.dropFirst()).first { ($0.match.number ?? 0) > ($1.match.number ?? 0) }
    return swapped.map { "\(name($1.match)) before \(name($0.match))" } ?? "the order of the expectation"
  }

  /// With its arguments where the tool is expected more than once.
  private func name(_ match: CallMatching.Match) -> String {
    let isOne = made.count { $0.match.expected.names == match.expected.names } == 1
    return isOne ? ExpectedCall.name(match.pattern.control) : match.expected.namesAndArguments
  }
}
