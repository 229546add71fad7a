import EvalCore
import OrderedJSON

/// What a rule's evidence says in a sentence, e.g. `91.0% [86.0%, 95.0%] at 90% over 40 cases, required: at least 80.0%`.
struct RuleWords {
  private let outcome: RuleOutcome

  init(_ outcome: RuleOutcome) { self.outcome = outcome }

  var sentence: String { evidence + (outcome.baseline.map { ", against baseline '\($0)'" } ?? "") }

  private var evidence: String {
    switch outcome.evidence {
    case .nothingToCompare: "nothing to compare"
    case .unasked(let model, let baseline):
      "baseline '\(baseline)' did not ask '\(model)', so no drop of it could be seen"
    case .drop(let cases, let doubt): drop(cases, doubt)
    case .tools(let guarded): ToolDropWords(guarded, outcome).sentence
    case .newFailures(let cases, let couldShow): newFailures(cases, couldShow)
    case .rate(let counted, let hasInterval, let couldBreak): rate(counted, hasInterval, couldBreak)
    case .noCase: "no scored case to count"
    case .toolUnexpected: "no scored case expects \(tool)"
    case .fewCalls: "fewer than 3 calls of \(tool) were judged"
    case .forbiddenCalls(let isForbidden): forbiddenCalls(isForbidden)
    case .tokens: "about \(count.counted("token")), \(bound)"
    case .expectedFailures(let cases, let mended): expectedFailures(cases, mended)
    }
  }

  private var count: Int { Int(outcome.value ?? 0) }

  private var tool: String { outcome.tool.map { "'\($0)'" } ?? "a tool" }

  /// What the rule wants, e.g. `required: at least 80.0%`.
  private var bound: String {
    if case .drop = outcome.rule.value { return outcome.allowedDrop }
    return "\(outcome.rule.bound == .least ? "required: at least" : "allowed: at most") \(outcome.thresholdWords)"
  }

  private func interval(_ write: (Double) -> String) -> String {
    guard let low = outcome.low, let high = outcome.high else { return "" }
    return " [\(write(low)), \(write(high))] at \(Levels.gateInterval.wholePercent)"
  }

  private func drop(_ cases: Int?, _ doubt: RuleEvidence.Doubt?) -> String {
    guard let cases, let delta = outcome.value else { return "no case was answered in both arms" }
    let interval = outcome.low == outcome.high ? "" : interval(\.signedPoints)
    let change = "\(delta.signedPoints) points\(interval) over \(cases.counted("case")), \(bound)"
    switch doubt {
    case .nothingToLose(let control):
      return
        "nothing to lose: the control is right in \(control.percent), so no answer could break this rule; \(change)"
    case .couldShow(let least):
      return change
        + (least > 1
          ? "; no drop at all could have been shown"
          : "; this run could only have shown a drop of \(least.points) points or more")
    case nil: return change
    }
  }

  private func newFailures(_ cases: [String], _ couldShow: Bool) -> String {
    if !cases.isEmpty { return "no longer correct: \(cases.quotedBeginning)" }
    return couldShow
      ? "no case that always passed always fails now"
      : "nothing to lose: no case always passes in the control and is asked often enough (5 repeats) to be known to fail"
  }

  private func rate(_ counted: RuleEvidence.Counted, _ hasInterval: Bool, _ couldBreak: Bool) -> String {
    let basis =
      switch counted {
      case .cases(let cases): cases.counted("case")
      case .calls(let calls): calls.counted("call")
      }
    let found = "\((outcome.value ?? 0).percent)\(hasInterval ? interval(\.percent) : "") over \(basis), \(bound)"
    return couldBreak ? found : "nothing to lose: no answer could break this rule; \(found)"
  }

  private func forbiddenCalls(_ isForbidden: Bool) -> String {
    let calls = "\(count.counted("forbidden call"))\(outcome.tool == nil ? "" : " of \(tool)"), \(bound)"
    if isForbidden { return calls }
    return "nothing to lose: no scored case forbids \(outcome.tool == nil ? "a call" : tool); \(calls)"
  }

  private func expectedFailures(_ cases: Int, _ mended: [String]) -> String {
    if mended.isEmpty { return "\(cases) of \(cases) still fail" }
    return "now passing: \(mended.quotedBeginning); remove 'expected_fail' from \(mended.count == 1 ? "it" : "them")"
  }
}

/// What `max_tool_drop` found, in a sentence.
private struct ToolDropWords {
  private let guarded: GuardedTools
  private let outcome: RuleOutcome

  init(_ guarded: GuardedTools, _ outcome: RuleOutcome) {
    self.guarded = guarded
    self.outcome = outcome
  }

  var sentence: String {
    guard let shown = guarded.shown else { return "no paired case expects a tool" }
    let change = "'\(shown.name)' \(shown.difference.delta.signedPoints) points over \(shown.cases.counted("case"))"
    let broken = guarded.broken.count
    if broken > 0 { return "\(change)\(broken > 1 ? " and \(broken - 1) more" : ""), \(outcome.allowedDrop)" }
    let held = "no tool is known to have dropped by more than \(outcome.thresholdWords); lowest is \(change)"
    if guarded.isAnyGuarded {
      return held + unguarded(shown.name) + (nothingToLose.map { "; not guarded, with nothing to lose: \($0)" } ?? "")
    }
    return (nothingToLose.map { "nothing to lose: \($0); " } ?? "too few cases to guard any tool; ") + held
  }

  /// How many tools have too few cases, the one that is shown first where it is one of them.
  private func unguarded(_ shown: String) -> String {
    let tooFew = guarded.tooFew
    if tooFew.isEmpty { return "" }
    let named = tooFew.filter { $0 == shown } + tooFew.filter { $0 != shown }
    return
      "; not guarded, with too few cases or right answers: \(tooFew.count.counted("tool")) (\(named.quotedBeginning))"
  }

  /// The first such tool, and how many there are besides.
  private var nothingToLose: String? {
    guard let least = guarded.lost.first, let room = least.difference.room else { return nil }
    let others = guarded.lost.count > 1 ? " and of \((guarded.lost.count - 1).counted("more tool"))" : ""
    return "the control is right in \(room.control.percent) of the cases of '\(least.name)'\(others)"
  }
}

extension RuleOutcome {
  /// Why, for people.
  var detail: String { RuleWords(self).sentence }

  /// The path of its key, e.g. `max_tool_drop (default)`, where the suite does not write it.
  func title(in gate: GateRules) -> String {
    let isUsual = tool == nil && gate.isUsual(rule, variant: variant, model: arm?.model)
    return isUsual ? "\(path) (default)" : path
  }

  fileprivate var allowedDrop: String { "allowed: a drop of at most \(thresholdWords)" }

  /// E.g. `80.0%`, `5.0 points` or `12,000`.
  var thresholdWords: String {
    if case .drop = rule.value { "\(threshold.points) points" } else { figure(threshold) }
  }

  /// A figure as the rule counts: shares as percentages, drops in signed points, the rest in numbers that are not rounded to
  /// the threshold.
  func figure(_ value: Double) -> String {
    switch rule.value {
    case .share: value.percent
    case .drop: value.signedPoints
    case .count, .flag: value.amount(apartFrom: threshold)
    }
  }
}
