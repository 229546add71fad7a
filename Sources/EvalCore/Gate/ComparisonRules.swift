import OrderedJSON

/// The rules that compare candidates with the control.
struct ComparisonRules {
  private let comparisons: [Comparison]
  private let gate: GateRules
  /// The control's names.
  private let tools: [String]
  private let unasked: Unasked?

  /// Arms that a baseline has nothing to compare with, and its name: of models that it did not ask.
  struct Unasked {
    let baseline: String
    let arms: [ArmScore]

    init(_ baseline: String, _ arms: [ArmScore]) { (self.baseline, self.arms) = (baseline, arms) }
  }

  init(_ comparisons: [Comparison], _ gate: GateRules, _ suite: Suite, unasked: Unasked? = nil) {
    self.comparisons = comparisons
    self.gate = gate
    tools = suite.control.toolSet.tools.map(\.name)
    self.unasked = unasked
  }

  var outcomes: [RuleOutcome] { dropOutcomes + toolDropOutcomes + newFailureOutcomes + unaskedOutcomes }

  /// Whoever names a baseline wants every arm compared with it, and passing needs every one.
  private var unaskedOutcomes: [RuleOutcome] {
    guard let unasked else { return [] }
    return unasked.arms.flatMap { arm in
      let drop = gate.rules(variant: arm.variant, model: arm.model).maxDrop.map { ("max_drop", $0) }
      let toolDrop = gate.maxToolDrop.map { ("max_tool_drop", $0) }
      let rules = [drop, toolDrop, gate.noNewFailures ? ("no_new_failures", 0) : nil].compactMap(\.self)
      return rules.map { rule, threshold in
        RuleOutcome(
          rule: rule, variant: arm.variant, model: arm.model, outcome: .inconclusive, threshold: threshold, value: nil,
          low: nil, high: nil,
          detail: "baseline '\(unasked.baseline)' did not ask '\(arm.model)', so no drop of it could be seen")
      }
    }
  }

  private var dropOutcomes: [RuleOutcome] {
    if comparisons.isEmpty { return gate.maxDrop.map { [Self.nothingToCompare("max_drop", $0)] } ?? [] }
    return comparisons.compactMap { comparison in
      gate.rules(variant: comparison.candidate, model: comparison.model).maxDrop.map { margin in
        RuleOutcome(
          rule: "max_drop", variant: comparison.candidate, model: comparison.model, outcome: comparison.verdict,
          threshold: margin, value: comparison.delta, low: comparison.low, high: comparison.high,
          detail: Self.dropDetail(comparison, margin) + comparison.against)
      }
    }
  }

  private static func nothingToCompare(_ rule: String, _ threshold: Double) -> RuleOutcome {
    RuleOutcome(
      rule: rule, variant: nil, model: nil, outcome: .notApplicable, threshold: threshold, value: nil, low: nil,
      high: nil,
      detail: "nothing to compare")
  }

  private static func dropDetail(_ comparison: Comparison, _ margin: Double) -> String {
    guard let delta = comparison.delta, let low = comparison.low, let high = comparison.high else {
      return "no case was answered in both arms"
    }
    let interval = comparison.exact ? "" : " [\(low.points), \(high.points)] at 90%"
    let change = "\(delta.points) points\(interval) over \(comparison.paired.counted("case"))"
    let wanted = "\(change), a drop of \(margin.percent) at most wanted"
    guard comparison.verdict == .inconclusive else { return wanted }
    if let room = comparison.room, !room.exceeds(margin) {
      return
        "nothing to lose: the control is right in \(room.control.percent), so no answer could break this rule; \(wanted)"
    }
    return comparison.detectable.map { "\(wanted); \(Self.resolved($0))" } ?? wanted
  }

  private static func resolved(_ detectable: Double) -> String {
    detectable > 1
      ? "no drop at all could have been shown"
      : "this run could only resolve a drop of \(detectable.unsignedPoints) points"
  }

  /// Guards single tools, which a margin over the suite cannot see (`method.md` 00.4).
  private var toolDropOutcomes: [RuleOutcome] {
    guard let most = gate.maxToolDrop else { return [] }
    if comparisons.isEmpty { return [Self.nothingToCompare("max_tool_drop", most)] }
    return comparisons.map { comparison in
      let guarded = GuardedTools(comparison.tools, most, of: tools)
      return RuleOutcome(
        rule: "max_tool_drop", variant: comparison.candidate, model: comparison.model, outcome: guarded.verdict,
        threshold: most, value: guarded.shown?.delta, low: guarded.shown?.low, high: guarded.shown?.high,
        detail: guarded.detail + comparison.against)
    }
  }

  private var newFailureOutcomes: [RuleOutcome] {
    guard gate.noNewFailures else { return [] }
    if comparisons.isEmpty { return [Self.nothingToCompare("no_new_failures", 0)] }
    return comparisons.map { comparison in
      let broken = comparison.newFailures.map(\.caseID)
      return RuleOutcome(
        rule: "no_new_failures", variant: comparison.candidate, model: comparison.model,
        outcome: Self.newFailures(comparison), threshold: 0, value: Double(broken.count), low: nil, high: nil,
        detail: (broken.isEmpty ? Self.noNewFailure(comparison) : "never right now: \(broken.quotedBeginning)")
          + comparison.against)
    }
  }

  private static func noNewFailure(_ comparison: Comparison) -> String {
    comparison.showsNewFailures
      ? "no case that always passed never passes now"
      : "nothing to lose: no case always passes in the control and is asked often enough (5 repeats) to be known to fail"
  }

  private static func newFailures(_ comparison: Comparison) -> Verdict {
    if comparison.paired == 0 { return .notApplicable }
    if comparison.newFailures.isEmpty { return comparison.showsNewFailures ? .pass : .inconclusive }
    return comparison.newFailures.contains(where: \.isKnown) ? .fail : .inconclusive
  }
}

extension Comparison {
  /// Ends a sentence where the control is not this run's own.
  fileprivate var against: String { baseline.map { ", against baseline '\($0)'" } ?? "" }
}
