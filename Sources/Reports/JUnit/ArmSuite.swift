import OrderedJSON
import EvalCore

/// The cases of one arm (variant and model) as a test suite.
struct ArmSuite {
  private let evaluation: Evaluation
  private let score: ArmScore
  private let findings: RunFindings
  private let texts: TextGuard
  private let planned: [String: Int]
  private let tallies: [String: CaseTally]
  private let broken: [String: BrokenCase]

  init(_ score: ArmScore, _ evaluation: Evaluation, _ findings: RunFindings, _ texts: TextGuard) {
    self.evaluation = evaluation
    self.score = score
    self.findings = findings
    self.texts = texts
    planned = findings.planned[score.arm] ?? [:]
    tallies = score.talliesByCase
    broken = findings.broken[score.arm] ?? [:]
  }

  private var suite: String { evaluation.run.record.suiteName }
  private var package: String { "\(suite).\(score.variant).\(score.model)" }

  var suiteElement: JUnitSuite {
    var cases: [JUnitCase] = []
    var rates: [(name: String, value: String)] = []
    var remarks: [String] = []
    for evalCase in evaluation.run.suite.cases {
      let trials = findings.trials[score.arm, evalCase.id]
      let words = CaseWords(
        trials, strictness: score.strictness, tally: tallies[evalCase.id], planned: planned[evalCase.id] ?? 0, texts)
      let milliseconds = trials.reduce(0) { $0 + $1.transcript.durationMilliseconds }
      cases.append(
        JUnitCase(
          name: evalCase.id, classname: "\(package).\(evalCase.goldTool)", seconds: milliseconds / 1000,
          result: result(evalCase, words)))
      if let tally = words.tally, !words.isAlwaysRight {
        rates.append(("case.\(evalCase.id)", tally.property))
      }
      remarks += remark(evalCase, words)
    }
    return JUnitSuite(
      name: "\(suite): \(score.arm.words)", package: package, properties: properties + rates, cases: cases,
      remarks: remarks)
  }

  // MARK: One case

  private func result(_ evalCase: EvalCase, _ words: CaseWords) -> JUnitCase.Result {
    if let reason = unasked(evalCase) { return .skipped(message: reason) }
    if let quarantine = evalCase.quarantine {
      return .skipped(message: "quarantined until \(quarantine.until): \(quarantine.reason) (\(words.rate))")
    }
    guard words.tally != nil else { return error(evalCase, words) }
    if evalCase.expectedFail, !words.isAlwaysRight { return .skipped(message: "expected to fail: \(words.rate)") }
    if let broken = broken[evalCase.id] {
      return .failure(
        type: broken.type, message: "\(words.rate) in \(score.variant); \(broken.words)", text: story(evalCase, words))
    }
    if words.isNeverRight {
      let way = words.wrongWays(most: 1).first ?? ""
      return .skipped(message: "never right, but no regression, so that only the gate judges it: \(way)")
    }
    return .passed
  }

  private func unasked(_ evalCase: EvalCase) -> String? {
    if evalCase.todo { return "todo: it has no expectation yet" }
    if let reason = evalCase.skipIn[score.variant] { return "not asked in \(score.variant): \(reason)" }
    return planned[evalCase.id] == nil ? "not asked" : nil
  }

  private func error(_ evalCase: EvalCase, _ words: CaseWords) -> JUnitCase.Result {
    .error(
      type: words.failureClass, message: "not scored: \(words.missing ?? "no trial")",
      text: [words.failureMessage.map { texts.text($0, limit: 2_000) }, "prompt: \(prompt(evalCase))"]
        .compactMap(\.self).joined(separator: "\n"))
  }

  private func story(_ evalCase: EvalCase, _ words: CaseWords) -> String {
    let expectation = evalCase.expectation(in: score.variant)
    return
      ([
        "prompt: \(prompt(evalCase))", "expected: \(texts.line(expectation.source, limit: 2_000))",
      ] + words.wrongWays(most: 5)
      + [
        words.missing.map { "not scored: \($0)" },
        "at \(evalCase.position.file):\(evalCase.position.line)",
      ].compactMap(\.self)).joined(separator: "\n")
  }

  private func prompt(_ evalCase: EvalCase) -> String { texts.text(evalCase.prompt, limit: 2_000) }

  /// What a result that is no failure does not say by itself.
  private func remark(_ evalCase: EvalCase, _ words: CaseWords) -> [String] {
    guard words.tally != nil else { return [] }
    let name = texts.text(evalCase.id, limit: 200)
    var lines: [String] = []
    if !words.isAlwaysRight, !words.isNeverRight {
      lines.append("flaky \(name): \(words.rate); \(words.wrongWays(most: 2).joined(separator: "; "))")
    }
    if evalCase.expectedFail, words.isAlwaysRight {
      lines.append("expected to fail, but always right: \(name)")
    }
    if let missing = words.missing { lines.append("not all repeats of \(name) were scored: \(missing)") }
    return lines
  }

  // MARK: The arm

  private var properties: [(name: String, value: String)] {
    var properties = [
      ("run", evaluation.run.record.id), ("variant", score.variant), ("model", score.model),
      ("judge", score.strictness.rawValue), ("repeats", "\(evaluation.repeats(of: [score]))"),
      ("exact", "\(score.isDeterministic)"), ("trials", "\(score.counts.trials)"),
      ("missing", "\(score.counts.missing)"),
      ("catalogTokens", "\(score.consumption.catalogTokens)"), ("catalogTokens.exact", "false"),
    ]
    if let accuracy = score.rates.accuracy {
      properties += [
        ("accuracy", "\(accuracy.value)"), ("accuracy.low", "\(accuracy.low)"), ("accuracy.high", "\(accuracy.high)"),
        ("accuracy.level", "\(accuracy.level)"), ("accuracy.scope", accuracy.scope.rawValue),
      ]
    }
    if let passK = score.rates.passK { properties.append(("passK", "\(passK)")) }
    return properties.map { (name: $0.0, value: $0.1) }
  }
}

extension CaseTally {
  /// E.g. `3/5, 60.0% [23.1, 88.2] at 95%`.
  fileprivate var property: String {
    let bounds = interval.map { " [\($0.low.points), \($0.high.points)] at 95%" } ?? ""
    return "\(correct)/\(scored), \(rate.percent)\(bounds)"
  }
}

extension BrokenCase {
  fileprivate var type: String {
    switch cause {
    case .dropped: "regression"
    case .forbidden: Outcome.forbiddenTool.rawValue
    }
  }
}
