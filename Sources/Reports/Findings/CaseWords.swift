import EvalCore
import OrderedJSON

/// What reports without room for transcripts say about a case in one arm: redacted words, not yet escaped.
struct CaseWords {
  let tally: CaseTally?
  private let trials: [JudgedTrial]
  /// Trials of the plan, those without a transcript included.
  private let planned: Int
  private let wrong: [JudgedTrial]
  private let texts: TextGuard

  /// - Parameter judge: of the arm.
  init(_ trials: [JudgedTrial], strictness: Strictness, tally: CaseTally?, planned: Int, _ texts: TextGuard) {
    self.trials = trials
    self.tally = tally
    self.planned = planned
    self.texts = texts
    wrong = trials.filter { $0.outcome.isScored && !$0.isCorrect(strictness) }
  }

  /// E.g. `3 of 5 right`, or `not scored`.
  var rate: String { tally.map { "\($0.correct) of \($0.scored) right" } ?? "not scored" }

  var isNeverRight: Bool { tally.map { $0.correct == 0 } ?? false }
  var isAlwaysRight: Bool { tally.map { $0.correct == $0.scored } ?? false }

  /// E.g. `1 rate_limited, 1 not asked`; nil where every planned trial was scored.
  var missing: String? {
    var causes: [String: Int] = [:]
    for trial in trials where !trial.outcome.isScored {
      causes[trial.transcript.failure?.class.rawValue ?? trial.outcome.rawValue, default: 0] += 1
    }
    if planned > trials.count { causes["not asked"] = planned - trials.count }
    let sorted = causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.isEmpty ? nil : sorted.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  /// The class of the most frequent endpoint failure.
  var failureClass: String {
    let classes = trials.compactMap { $0.transcript.failure?.class.rawValue }
    return Dictionary(grouping: classes, by: \.self).max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
      ?? Outcome.infraError.rawValue
  }

  /// What the endpoint said when it failed for the last time.
  var failureMessage: String? { trials.last { $0.transcript.failure != nil }?.transcript.failure?.message }

  /// A line for each way in which it went wrong, the most frequent first.
  func wrongWays(most: Int) -> [String] {
    let ways = TrialWay.ways(wrong)
    let lines = ways.prefix(most).map { $0.words(texts) }
    return ways.count > most ? lines + ["… and \((ways.count - most).counted("more way"))"] : lines
  }
}

extension TrialWay {
  /// E.g. `2 × wrong_tool: list_issues {"state":"all"}: expected 'search_issues', found 'list_issues'`.
  fileprivate func words(_ texts: TextGuard) -> String {
    let calls = first.calls.prefix(4).map { $0.words(texts) }
    let reasons = first.reasons.details.prefix(4).map { texts.text($0, limit: 300) }
    let parts = [
      "\(repeats.count) × \(first.outcome.rawValue)", calls.isEmpty ? "no call" : calls.joined(separator: ", "),
      reasons.joined(separator: "; "),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ": ")
  }
}

extension JudgedCall {
  fileprivate func words(_ texts: TextGuard) -> String {
    let name = texts.text(tool, limit: 120)
    return switch call.arguments {
    case .object(let object): object.members.isEmpty ? name : "\(name) \(texts.line(.object(object), limit: 300))"
    case .malformed(let text, _): "\(name) \(texts.text(text, limit: 300))"
    }
  }
}

extension EvalCase {
  /// The first tool that is expected, in the control's name; `(none)` where calling nothing is right.
  var goldTool: String {
    expectation.alternatives.lazy.flatMap(\.required).flatMap(\.patterns).first?.control ?? "(none)"
  }
}

extension Plan {
  /// How often each case is asked, by arm.
  var repeatsByArm: [Arm: [String: Int]] {
    trials.reduce(into: [:]) { counts, trial in
      counts[trial.arm, default: [:]][trial.caseID, default: 0] += 1
    }
  }
}
