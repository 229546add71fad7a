import EvalCore
import OrderedJSON

/// What a run says in two sentences, for the head of every report: the verdict with its reason, and what it could have
/// shown.
struct Conclusion {
  enum Kind {
    case judged(Verdict)
    /// Too many trials are missing, here or in the baseline, or the baseline is too old for `--strict`.
    case unmeasured
  }

  let kind: Kind
  /// One or two words: `pass`, `could not measure`, ….
  let word: String
  let reason: String
  let detection: String
  /// What makes the answer doubtful without changing it; nil for nothing.
  let warning: String?
  /// What makes every number doubtful, and so is said before them; nil for nothing.
  let doubt: String?

  init(_ evaluation: Evaluation) {
    let gate = evaluation.gate
    let obstacles = Self.obstacles(evaluation)
    kind = obstacles.isEmpty ? .judged(gate.outcome) : .unmeasured
    switch kind {
    case .unmeasured: word = "could not measure"
    case .judged(.notApplicable): word = "not judged"
    case .judged(let verdict): word = verdict.rawValue
    }
    reason = obstacles.isEmpty ? Self.reason(gate) : obstacles.joined(separator: " ")
    detection = Self.detection(evaluation)
    warning = evaluation.isStrict ? nil : Self.staleness(evaluation)
    doubt = Self.doubt(evaluation.seldomRight)
  }

  private static func doubt(_ arms: [SeldomRight]) -> String? {
    if arms.isEmpty { return nil }
    let shown = arms.prefix(4).map { arm in
      let whose = arm.baseline.map { "'\(arm.variant)' of baseline '\($0)'" } ?? "'\(arm.variant)'"
      return "\(whose) is right in \(arm.accuracy.percent) of its cases under \(arm.model)"
    }
    let rest = arms.count > 4 ? ", and \((arms.count - 4).counted("more arm"))" : ""
    return
      "The control is nearly always wrong: \(shown.joined(separator: "; "))\(rest). Its expectations may be wrong (other tool "
      + "names, a model that never calls), and a drop from there shows nothing."
  }

  // MARK: What the run could not measure

  private static func obstacles(_ evaluation: Evaluation) -> [String] {
    let stale = evaluation.isStrict ? staleness(evaluation).map { "\($0) --strict does not accept that." } : nil
    return [missing(evaluation), missingInBaseline(evaluation), changed(evaluation), stale].compactMap(\.self)
  }

  private static func changed(_ evaluation: Evaluation) -> String? {
    let changes = evaluation.gate.changedOrigins
    return changes.isEmpty ? nil : "Not the same model answered: \(changes.map(\.sentence).joined(separator: "; "))."
  }

  private static func missing(_ evaluation: Evaluation) -> String? {
    if evaluation.gate.unmeasured.isEmpty { return nil }
    let arms = evaluation.gate.unmeasured.map { arm in
      let score = evaluation.scores[arm]
      return "\(arm.words)" + (score.map { ", \($0.counts.missing.grouped) of \($0.counts.trials.grouped)" } ?? "")
    }
    return "More than 5% of the trials are missing (\(arms.joined(separator: "; "))), too many to judge."
  }

  private static func missingInBaseline(_ evaluation: Evaluation) -> String? {
    let arms = evaluation.gate.unmeasuredInBaseline
    if arms.isEmpty { return nil }
    return "More than 5% of the trials are missing in \(evaluation.baselineWords) "
      + "(\(arms.map(\.words).joined(separator: "; "))), too many to compare with."
  }

  private static func staleness(_ evaluation: Evaluation) -> String? {
    evaluation.gate.staleDays.map { days in
      "\(evaluation.baselineWords.withCapital) is \(days.amount) days older than this run: "
        + "a hosted model may have changed behind its name since."
    }
  }

  private static func reason(_ gate: GateOutcome) -> String {
    switch gate.outcome {
    case .pass:
      let met = gate.rules.count { $0.verdict == .pass }
      return met == 1 ? "The one rule that applies is met." : "All \(met.grouped) rules that apply are met."
    case .fail: return leading(gate, .fail, "failed")
    case .inconclusive: return leading(gate, .inconclusive, "is open")
    case .notApplicable: return "No rule of the suite's gate applies here, so nothing could fail."
    }
  }

  /// The first rule of that outcome in full and the number of the others.
  private static func leading(_ gate: GateOutcome, _ outcome: Verdict, _ verb: String) -> String {
    let rules = gate.rules.filter { $0.verdict == outcome }
    guard let first = rules.first else { return "The gate \(verb)." }
    let others = rules.count == 1 ? "" : " (and \((rules.count - 1).counted("more rule")))"
    return "\(first.path) \(verb)\(first.appliesTo.map { " for \($0)" } ?? "")\(others): \(first.detail)."
  }

  // MARK: What could have been detected

  private static func detection(_ evaluation: Evaluation) -> String {
    if evaluation.comparisons.isEmpty { return precision(evaluation.scores) }
    let exact = Set(evaluation.comparisons.filter(\.isDeterministic).map(\.model)).sorted()
    return [
      smallest(evaluation.comparisons.filter { $0.difference?.detectable != nil }),
      exact.isEmpty ? nil : "A change on these cases is a fact for \(exact.joined(separator: ", ")) (deterministic).",
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func smallest(_ comparisons: [Comparison]) -> String? {
    let drops = comparisons.compactMap(\.difference?.detectable)
    guard let least = drops.min(), let most = drops.max() else { return nil }
    if least > 1 { return "This run is too small to have detected any drop: add cases or repeats (toolsight plan)." }
    let scopes = comparisons.map(\.scope.words).distinct.joined(separator: " or ")
    if least.points == most.points {
      return "This run could have detected a drop of \(least.points) points or more on \(scopes)."
    }
    return "The smallest drop that this run could have detected is \(least.points) to \(most.points) points on "
      + "\(scopes), by variant and model."
  }

  private static func precision(_ scores: Scores) -> String {
    let widths = scores.arms.compactMap { arm in
      arm.isDeterministic ? nil : arm.rates.accuracy.map { ($0.high - $0.low) / 2 }
    }
    guard let widest = widths.max() else { return "Nothing was compared." }
    return "Nothing was compared; accuracy is known to about ±\(widest.points) points."
  }
}

extension GateOutcome {
  /// By how many days the baseline is too old, to a hundredth.
  var staleDays: Double? { staleAge.map { ($0 / 864).rounded() / 100 } }
}

extension Evaluation {
  /// E.g. `baseline 'main'`.
  fileprivate var baselineWords: String {
    comparisons.lazy.compactMap(\.baseline).first.map { "baseline '\($0)'" } ?? "the baseline"
  }
}

extension String {
  fileprivate var withCapital: String { prefix(1).uppercased() + dropFirst() }
}

extension Arm {
  /// E.g. `rewrite, openai:gpt-5-mini`.
  var words: String { "\(variant), \(model)" }
}

extension RuleOutcome {
  /// The arm that the rule was applied to, in words; nil for the whole run.
  var appliesTo: String? {
    let words = [variant, arm?.model].compactMap(\.self).joined(separator: ", ")
    return words.isEmpty ? nil : words
  }
}
