package import OrderedJSON

/// What the Berkeley Function-Calling Leaderboard expects of an answer: made from a suite's `~bfcl` or from the
/// leaderboard's own files, consumed by ``BFCLVerdict``.
package struct BFCLExpectation: Sendable {
  package let rule: BFCLRule
  /// In the order of the ground truth; empty where nothing but whether there is a call decides.
  package var calls: [BFCLCall]

  package init(rule: BFCLRule, calls: [BFCLCall] = []) {
    self.rule = rule
    self.calls = calls
  }
}

/// Which of the leaderboard's ways to check an answer a category stands for.
package enum BFCLRule: Sendable, Hashable {
  /// Exactly one call.
  case simple
  /// The first call against the first expected one, and as many as are expected.
  case multiple
  /// The expected calls in any order.
  case parallel
  /// No call.
  case irrelevance
  /// At least one call, whatever it is.
  case relevance

  /// By the words in the category's name, as the leaderboard dispatches: nil where none of them is in it.
  package init?(category: String) {
    let words: [(String, BFCLRule)] = [
      ("irrelevance", .irrelevance), ("relevance", .relevance), ("parallel", .parallel), ("multiple", .multiple),
      ("simple", .simple),
    ]
    guard let rule = words.first(where: { category.contains($0.0) })?.1 else { return nil }
    self = rule
  }

  /// Whether calls are held against a ground truth.
  package var checksCalls: Bool { self != .irrelevance && self != .relevance }
}

/// One call of a ground truth with what its function declares.
package struct BFCLCall: Sendable {
  /// The name that the call must have, to the letter.
  package var tool: String
  package var function: BFCLFunction
  /// By parameter a list of accepted values, in which `""` says that the parameter may be left out.
  package var answers: JSONObject

  package init(tool: String, function: BFCLFunction, answers: JSONObject) {
    self.tool = tool
    self.function = function
    self.answers = answers
  }

  /// The accepted values of a parameter, nil where the ground truth does not have it.
  package func options(_ name: String) -> [JSON]? { answers[name]?.arrayValue }
}

/// The part of a function's declaration that the leaderboard checks calls by.
package struct BFCLFunction: Sendable {
  package var parameters: [CodePointKey: BFCLParameter]
  package var required: [String]

  package init(parameters: [CodePointKey: BFCLParameter] = [:], required: [String] = []) {
    self.parameters = parameters
    self.required = required
  }
}

/// A parameter's declared type.
package struct BFCLParameter: Sendable, Hashable {
  package let type: BFCLType
  /// What an array or a tuple holds; nil where that is not declared.
  package let itemType: BFCLType?

  package init(_ type: BFCLType, of itemType: BFCLType? = nil) {
    self.type = type
    self.itemType = itemType
  }
}

/// The leaderboard's words for types.
package enum BFCLType: String, Sendable, CaseIterable {
  case string, integer, float, boolean, array, tuple, dict
  /// Means a text.
  case any

  /// The type that a value is written in.
  package init(of value: JSON) {
    self =
      switch value {
      case .bool: .boolean
      case .number(let number): number.isInteger ? .integer : .float
      case .array: .array
      case .object: .dict
      case .null, .string: .string
      }
  }
}
