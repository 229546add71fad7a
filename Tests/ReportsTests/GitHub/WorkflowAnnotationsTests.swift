import EvalCore
import OrderedJSON
import Testing

@testable import Reports

@Suite struct WorkflowAnnotationsTests {
  private func lines(
    _ evaluation: Evaluation, budget: WorkflowAnnotations.Budget = .init(), redact: @escaping Redaction = { $0 }
  ) -> [String] {
    var budget = budget
    return WorkflowAnnotations(evaluation, redact: redact).lines(within: &budget)
  }

  /// So many cases that a deterministic model lost.
  private func losing(_ count: Int, gate: Verdict = .fail) -> Evaluation {
    let wrong = SampleAnswer.wrong(.missingCall, "expected 'search', found no call")
    let cases = (0..<count).map {
      SampleCase("case-\($0)", "Find it.", line: 10 + $0, gold: [("search", [:])], answers: ["rewrite": [wrong]])
    }
    let rule = RuleOutcome(
      .maxDrop, .arm(Arm(variant: "rewrite", model: "lexical")), gate, threshold: 0.05, value: -1, low: -1, high: -1,
      evidence: .drop(cases: 11, nil))
    let lost = Comparison(
      arm: Arm(variant: "rewrite", model: "lexical"),
      control: "today",
      isDeterministic: true,
      difference: Difference(
        delta: -1, low: -1, high: -1, drop: .fact,
        gain: .fact),
      tolerance: 0.05,
      cases: .init(paired: count),
      changes: .init(
        flips: cases.map { .init(caseID: $0.evalCase.id, control: 1, candidate: 0, evidence: .fact) }),
      verdict: gate)
    return SampleEvaluation(
      cases: cases, models: [TrackerSample.lexical], comparisons: [lost],
      gate: GateOutcome(outcome: gate, rules: [rule], unmeasured: [])
    ).evaluation
  }

  @Test func aBrokenCaseIsAnErrorAtItsPlace() {
    #expect(
      lines(losing(1)) == [
        "::error file=suites/tracker.yaml,line=1,title=toolsight tracker%3A gate failed::max_drop for rewrite, lexical: "
          + "−100.0 points over 11 cases, allowed: a drop of at most 5.0 points",
        "::error file=suites/tracker.yaml,line=10,title=toolsight tracker%3A case-0 is broken::rewrite, lexical: "
          + "0 of 1 right, 100.0%25 in today; 1 × missing_call: no call: expected 'search', found no call",
      ])
  }

  @Test func theWorstTenAreShownAndTheOthersCounted() {
    let lines = lines(losing(25))
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(
      lines.last
        == "::notice title=toolsight tracker::16 more findings not shown: GitHub shows 10 of a kind for each step")
    #expect(lines.count == 11)
  }

  @Test func severalSuitesShareTheBudgetOfTheStep() {
    var budget = WorkflowAnnotations.Budget()
    let first = WorkflowAnnotations(losing(6)).lines(within: &budget)
    let second = WorkflowAnnotations(losing(6)).lines(within: &budget)
    #expect(first.count == 7)
    #expect((first + second).count { $0.hasPrefix("::error ") } == 10)
    #expect(second.last?.contains("::4 more findings") == true)
  }

  @Test func whereTheGateIsMetABrokenCaseIsOnlyAWarning() {
    let lines = lines(losing(2, gate: .pass))
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("::warning file=suites/tracker.yaml,line=1") })
  }

  @Test func whereNoCaseIsToBlameTheFailingOnesAreWarnings() {
    let wrong = SampleAnswer.wrong(.missingCall, "expected 'search', found no call")
    let cases = [SampleCase("a", "Find.", line: 7, gold: [("search", [:])], answers: ["control": [wrong]])]
    let rule = RuleOutcome(
      .minAccuracy, .arm(Arm(variant: "control", model: "lexical")), .fail, threshold: 0.8, value: 0, low: 0, high: 0,
      evidence: .rate(over: .cases(1), hasInterval: false, couldBreak: true))
    let evaluation = SampleEvaluation(
      cases: cases, variants: ["control"], models: [TrackerSample.lexical],
      gate: GateOutcome(outcome: .fail, rules: [rule], unmeasured: [])
    ).evaluation
    let lines = lines(evaluation)
    #expect(lines[0].hasPrefix("::error file=suites/tracker.yaml,line=1,"))
    #expect(lines[1].hasPrefix("::warning file=suites/tracker.yaml,line=7,title=toolsight tracker%3A a fails::"))
  }

  @Test func whatCouldNotBeMeasuredIsAnError() {
    let right = SampleCase("a", "Find.", line: 7, gold: [("search", [:])])
    let old = GateOutcome(
      outcome: .pass, rules: [], unmeasured: [], unmeasuredInBaseline: [.init(variant: "today", model: "lexical")])
    let lines = lines(SampleEvaluation(cases: [right], models: [TrackerSample.lexical], gate: old).evaluation)
    #expect(lines.count == 1)
    #expect(
      lines[0].hasPrefix("::error file=suites/tracker.yaml,line=1,title=toolsight tracker%3A could not measure::"))
  }

  @Test func aFileOutsideOfTheRepositoryIsNotNamed() {
    var budget = WorkflowAnnotations.Budget()
    let lines = WorkflowAnnotations(losing(1), repositoryPath: { _ in nil }).lines(within: &budget)
    #expect(lines.allSatisfy { $0.hasPrefix("::error title=") })
  }

  @Test func aRunThatIsMetSaysNothing() {
    let right = SampleCase("a", "Find.", line: 7, gold: [("search", [:])])
    #expect(lines(SampleEvaluation(cases: [right], models: [TrackerSample.lexical]).evaluation).isEmpty)
  }

  @Test func whatOthersWroteStartsNoCommandOfItsOwn() {
    let lines = lines(HostileSample.evaluation, redact: HostileSample.redact)
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line.contains(/^::(?:error|warning|notice) (?:file=[^:,]*,line=\d+,)?title=[^:,]*::[^\r\n]*$/))
      #expect(!line.contains(HostileSample.secret))
    }
  }
}
