/// What a rule's verdict rests on, as facts: reports have the words.
package enum RuleEvidence: Sendable, Hashable {
  /// Neither a control nor a baseline.
  case nothingToCompare
  case unasked(model: String, baseline: String)
  /// A drop over so many paired cases; nil where none was answered in both arms.
  case drop(cases: Int?, Doubt?)
  case tools(GuardedTools)
  /// - Parameter couldShow: whether one could have been found.
  case newFailures(cases: [String], couldShow: Bool)
  /// - Parameters:
  ///   - hasInterval: whether the interval decided, and not the estimate.
  ///   - couldBreak: whether some answers would have broken the rule.
  case rate(over: Counted, hasInterval: Bool, couldBreak: Bool)
  /// No scored case to count.
  case noCase
  /// No scored case expects the rule's tool.
  case toolUnexpected
  /// Fewer calls of the rule's tool than a share can be made of.
  case fewCalls
  /// - Parameter isForbidden: whether any scored case forbids such a call.
  case forbiddenCalls(isForbidden: Bool)
  case tokens
  /// Cases marked as failing, and those of them that come out right.
  case expectedFailures(cases: Int, mended: [String])

  /// Why a drop could be neither shown nor excluded.
  package enum Doubt: Sendable, Hashable {
    /// The control is right in this share of the cases, which is not above the tolerance.
    case nothingToLose(control: Double)
    /// The smallest drop that the run could have shown.
    case couldShow(Double)
  }

  /// What a rate is counted over.
  package enum Counted: Sendable, Hashable {
    case cases(Int)
    case calls(Int)
  }
}
