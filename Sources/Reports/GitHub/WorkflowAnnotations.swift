package import EvalCore
import OrderedJSON

/// What a run has to say beside the lines of a suite's file, in a log of GitHub Actions: the worst findings first.
///
/// Errors are the gate's failure and the cases that are broken, which are only warnings where the exit code is 0. Where the
/// gate fails and no single case is to blame, the cases that fail most often are warnings, too.
package struct WorkflowAnnotations {
  /// What GitHub still shows of one step; one process is one step.
  package struct Budget: Sendable {
    var errors = 10
    var warnings = 10
    var notices = 10

    package init() {}

    fileprivate mutating func take(_ level: WorkflowCommand.Level) -> Bool {
      let left: WritableKeyPath<Budget, Int> =
        switch level {
        case .error: \.errors
        case .warning: \.warnings
        case .notice: \.notices
        }
      guard self[keyPath: left] > 0 else { return false }
      self[keyPath: left] -= 1
      return true
    }
  }

  private let evaluation: Evaluation
  private let texts: TextGuard
  private let repositoryPath: (FilePosition) -> String?
  private let cases: [String: EvalCase]
  private let findings: RunFindings

  /// Cases that are put into words: no budget is larger.
  private static let mostCases = 10
  private static let mostLines = 6

  /// - Parameter repositoryPath: the path of a file from the root of the repository; nil for one that lies elsewhere.
  package init(
    _ evaluation: Evaluation, redact: @escaping Redaction = { $0 },
    repositoryPath: @escaping (FilePosition) -> String? = { $0.file }
  ) {
    self.evaluation = evaluation
    self.repositoryPath = repositoryPath
    texts = TextGuard(redact: redact)
    cases = evaluation.run.suite.casesByID
    findings = RunFindings(evaluation)
  }

  private var exit: Exit { evaluation.gate.exit(strict: evaluation.isStrict) }
  private var suite: String { evaluation.run.record.suiteName }

  /// One command a line, as many as `budget` still has, and how many were left out.
  package func lines(within budget: inout Budget) -> [String] {
    var lines: [String] = []
    let (commands, rest) = caseCommands
    var cut = rest
    for command in gateCommands + commands {
      if budget.take(command.level) { lines.append(command.text(texts)) } else { cut += 1 }
    }
    if cut > 0, budget.take(.notice) {
      let message = "\(cut.counted("more finding")) not shown: GitHub shows 10 of a kind for each step"
      lines.append(WorkflowCommand(level: .notice, title: "toolsight \(suite)", message: message).text(texts))
    }
    return lines
  }

  // MARK: The gate

  private var gateCommands: [WorkflowCommand] {
    let conclusion = Conclusion(evaluation)
    let failed = evaluation.gate.rules.filter { $0.verdict == .fail }
    let open = evaluation.gate.rules.filter { $0.verdict == .inconclusive }
    var commands: [WorkflowCommand] = []
    if case .unmeasured = conclusion.kind { commands.append(command(.error, conclusion.word, [conclusion.reason])) }
    if !failed.isEmpty { commands.append(command(.error, "gate failed", failed.map(\.words))) }
    if !open.isEmpty {
      commands.append(command(exit == .inconclusive ? .error : .warning, "gate inconclusive", open.map(\.words)))
    }
    return commands
  }

  private func command(_ level: WorkflowCommand.Level, _ title: String, _ lines: [String]) -> WorkflowCommand {
    let path = evaluation.run.record.suitePath
    return WorkflowCommand(
      level: level, title: "toolsight \(suite): \(title)", message: Self.message(lines),
      file: repositoryPath(FilePosition(file: path, line: 1, column: 1)), line: 1)
  }

  private static func message(_ lines: [String]) -> String {
    let rest = lines.count - mostLines
    return (lines.prefix(mostLines) + (rest > 0 ? ["… and \(rest) more"] : [])).joined(separator: "\n")
  }

  // MARK: Cases

  /// The worst, and how many others there are.
  private var caseCommands: (worst: [WorkflowCommand], others: Int) {
    let broken = BrokenCase.all(evaluation)
    if broken.isEmpty { return exit == .pass ? ([], 0) : failing }
    let byCase = Dictionary(grouping: broken, by: \.caseID)
    let ids = broken.map(\.caseID).distinct
    let worst = ids.prefix(Self.mostCases).map { id in
      command(exit == .pass ? .warning : .error, "\(id) is broken", id, (byCase[id] ?? []).map(words))
    }
    return (worst, ids.count - worst.count)
  }

  private func words(_ broken: BrokenCase) -> String {
    let words = words(broken.caseID, broken.arm)
    return "\(broken.arm.words): \(words.rate), \(broken.words)"
      + words.wrongWays(most: 1).map { "; \($0)" }.joined()
  }

  private func words(_ caseID: String, _ arm: Arm) -> CaseWords {
    let score = evaluation.scores[arm]
    return CaseWords(
      findings.trials[arm, caseID], strictness: score?.strictness ?? evaluation.run.suite.strictness,
      tally: score?.tables.perCase.first { $0.caseID == caseID }, planned: 0, texts)
  }

  /// Those of the arms that the gate looks at.
  private var failing: (worst: [WorkflowCommand], others: Int) {
    let control = evaluation.run.suite.control.name
    let candidates = evaluation.scores.arms.filter { $0.variant != control }
    let arms = candidates.isEmpty ? evaluation.scores.arms : candidates
    let ranked = FailingCase.ranked(arms).filter { cases[$0.caseID]?.quarantine == nil }
    let worst = ranked.prefix(Self.mostCases).map { failing in
      let failed = zip(arms, failing.tallies).filter { ($0.1?.rate ?? 1) < 1 }
      return command(
        .warning, "\(failing.caseID) fails", failing.caseID,
        failed.map { arm, _ in
          let words = words(failing.caseID, arm.arm)
          return "\(arm.arm.words): \(words.rate)" + words.wrongWays(most: 1).map { "; \($0)" }.joined()
        })
    }
    return (worst, ranked.count - worst.count)
  }

  private func command(
    _ level: WorkflowCommand.Level, _ title: String, _ caseID: String, _ lines: [String]
  ) -> WorkflowCommand {
    let position = cases[caseID]?.position
    return WorkflowCommand(
      level: level, title: "toolsight \(suite): \(title)", message: Self.message(lines),
      file: position.flatMap(repositoryPath), line: position?.line)
  }
}

extension RuleOutcome {
  /// E.g. `max_drop for rewrite, lexical: …`.
  fileprivate var words: String { "\(path)\(appliesTo.map { " for \($0)" } ?? ""): \(detail)" }
}
