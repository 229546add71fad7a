import EvalCore
import OrderedJSON

extension Reason {
  /// For people, in a bounded length.
  var detail: String {
    switch cause {
    case .said(let text): text.excerpt(limit: 300)
    case .endpointFailed(let name, let message): "\(name): \(message.excerpt(limit: 300))"
    case .failed: "the endpoint or the embedded server failed"
    case .deadlinePassed: "the trial's deadline passed"
    case .forbidden(let tool, let isWhole):
      isWhole
        ? "\(quoted(tool)) was called, which the case forbids"
        : "\(quoted(tool)) was called with arguments that the case forbids"
    case .malformed(let tool, let why):
      "\(quoted(tool)) was called with arguments that are not an object: \(why.excerpt(limit: 200))"
    case .hidden(let tool, let layer):
      "\(quoted(tool)) is hidden from this trial's principal by the layer '\(layer.rawValue)'"
    case .unknown(let tool): "\(quoted(tool)) is not one of the tools offered"
    case .calledInstead(let missed, let called):
      "expected \(missed.map(\.words).distinct.listed(most: mostListed)), \(list(called)) was called instead"
    case .neitherExpectedNorOptional(let tools): "\(list(tools)) was called, which is neither expected nor optional"
    case .ofAnotherAlternative(let tools): "\(list(tools)) was called too, which only another alternative expects"
    case .besides(let tool, let only): "\(quoted(tool)) was called too, expected only one of \(only.names)"
    case .tooOften(let tool, let made, let right, let isMost):
      "\(quoted(tool)) was called \(times(made)), expected \(isMost ? "at most " : "")\(times(right))"
    case .noneExpected(let others, let called): noneExpected(others, called)
    case .cutOff: "the answer was cut off at its token limit"
    case .refused: "the model or its endpoint refused to answer"
    case .inText(let tool): "a call of \(quoted(tool)) stands in the text of the answer instead of being made"
    case .missing(let missed): missing(missed)
    case .order(let made): OrderWords(made).sentence
    case .arguments(let tool, let mismatch):
      "\(quoted(tool))\(mismatch.at.isEmpty ? "" : " at \(mismatch.at.excerpt(limit: 80))"): \(mismatch.detail)"
    }
  }

  private func noneExpected(_ others: [ExpectedCall], _ called: [String]) -> String {
    let names = others.map(\.names).distinct
    let expected =
      names.isEmpty ? "no call was expected" : "expected no call or \(names.prefix(4).joined(separator: " or "))"
    return called.isEmpty ? expected : "\(expected), \(list(called)) was called"
  }

  private func missing(_ missed: [MissedCall]) -> String {
    let expected = "expected \(missed.map(\.words).distinct.listed(most: mostListed))"
    return missed.contains(where: \.isAbsent) ? "\(expected), which was not called" : expected
  }
}

extension [Reason] {
  /// Each once.
  var details: [String] { map(\.detail).distinct }
}

private func quoted(_ tool: String) -> String { "'\(tool.excerpt(limit: 80))'" }

/// As many calls of one kind as people read.
private let mostListed = 5

private func list(_ tools: [String]) -> String { tools.map(quoted).listed(most: mostListed) }

private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

extension ExpectedCall {
  /// E.g. `'a' or 'b'`.
  fileprivate var names: String { tools.prefix(4).map(quoted).joined(separator: " or ") }

  /// E.g. `'lookup' with key 'y'`, where the tool alone would not tell it from another.
  fileprivate var namesAndArguments: String { names + (patterns.first?.arguments.words ?? "") }
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

extension MissedCall {
  fileprivate var words: String {
    switch kind {
    case .absent: call.names
    case .differing: call.namesAndArguments
    case .more(let count): "\(count == 1 ? "one more call" : "\(count) more calls") of \(call.namesAndArguments)"
    case .unreadable: "a call of \(call.names) that can be read"
    case .late: "\(call.names) among the first calls"
    }
  }
}

/// Which calls of a trial stand in the wrong order.
private struct OrderWords {
  private let order: Alternative.Order
  private let made: [MadeOrder.Call]

  init(_ made: MadeOrder) { (order, self.made) = (made.order, made.calls) }

  var sentence: String {
    let found = made.prefix(mostListed + 1).map { order == .groups ? "\(name($0)) in answer \($0.turn)" : name($0) }
    return "expected \(wanted), found \(found.listed(most: mostListed))"
  }

  private var wanted: String {
    if order == .groups { return "each group in an answer after the group before it" }
    let swapped = zip(made, made.dropFirst()).first { $0.number > $1.number }
    return swapped.map { "\(name($1)) before \(name($0))" } ?? "the order of the expectation"
  }

  /// With its arguments where the tool is expected more than once.
  private func name(_ call: MadeOrder.Call) -> String {
    let isOne = made.count { $0.expected.names == call.expected.names } == 1
    return isOne ? quoted(call.tool) : call.expected.namesAndArguments
  }
}
