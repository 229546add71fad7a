import EvalCore

/// The rules of the gate as a test suite: the file is red where the exit code is not 0.
struct GateSuite {
  private let evaluation: Evaluation

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  private var package: String { "\(evaluation.run.record.suiteName).gate" }

  var suiteElement: JUnitSuite {
    let gate = evaluation.gate
    return JUnitSuite(
      name: "\(evaluation.run.record.suiteName): gate", package: package,
      properties: [
        ("run", evaluation.run.record.id), ("verdict", gate.outcome.rawValue),
        ("exit", "\(gate.exit(strict: evaluation.isStrict).rawValue)"), ("strict", "\(evaluation.isStrict)"),
      ],
      cases: gate.unmeasured.map(unmeasured) + gate.unmeasuredInBaseline.map(unmeasuredInBaseline) + staleness + doubts
        + rules.map { JUnitCase(name: $0.name, classname: package, result: result($0.rule)) },
      remarks: rules.map { "\($0.rule.verdict.words) \($0.name): \($0.rule.detail)" })
  }

  // MARK: What could not be measured

  private func unmeasured(_ arm: Arm) -> JUnitCase {
    let score = evaluation.scores[arm]
    let count = score.map { "\($0.counts.missing) of \($0.counts.trials) trials are missing" } ?? "trials are missing"
    return obstacle("measured [\(arm.words)]", "\(count), more than 5%")
  }

  private func unmeasuredInBaseline(_ arm: Arm) -> JUnitCase {
    obstacle("measured in the baseline [\(arm.words)]", "more than 5% of the trials are missing")
  }

  private var staleness: [JUnitCase] {
    guard let days = evaluation.gate.staleDays else { return [] }
    let message = "the baseline is \(days.amount) days older than this run"
    if evaluation.isStrict { return [obstacle("age of the baseline", message)] }
    return [JUnitCase(name: "age of the baseline", classname: package, result: .skipped(message: message))]
  }

  private var doubts: [JUnitCase] {
    guard let doubt = Conclusion(evaluation).doubt else { return [] }
    return [JUnitCase(name: "the control is right", classname: package, result: .skipped(message: doubt))]
  }

  private func obstacle(_ name: String, _ message: String) -> JUnitCase {
    JUnitCase(
      name: name, classname: package, result: .error(type: "could_not_measure", message: message, text: ""))
  }

  // MARK: Rules

  /// A rule that is applied to an arm once against the control and once against a baseline needs two names: the second has
  /// a number.
  private var rules: [(name: String, rule: RuleOutcome)] {
    var seen: [String: Int] = [:]
    return evaluation.gate.rules.map { rule in
      let name = rule.path + (rule.appliesTo.map { " [\($0)]" } ?? "")
      seen[name, default: 0] += 1
      let number = seen[name, default: 1]
      return (number == 1 ? name : "\(name) (\(number))", rule)
    }
  }

  /// What is open fails where `--strict` makes the exit code say so.
  private func result(_ rule: RuleOutcome) -> JUnitCase.Result {
    switch rule.verdict {
    case .pass: .passed
    case .fail: .failure(type: rule.path, message: rule.detail, text: rule.detail)
    case .inconclusive where evaluation.isStrict:
      .failure(type: "inconclusive", message: "inconclusive: \(rule.detail)", text: rule.detail)
    case .inconclusive: .skipped(message: "inconclusive: \(rule.detail)")
    case .notApplicable: .skipped(message: "not applicable: \(rule.detail)")
    }
  }
}
