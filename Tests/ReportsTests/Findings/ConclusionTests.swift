import EvalCore
import Testing

@testable import Reports

@Suite struct ConclusionTests {
  private func conclusion(_ outcome: Verdict, _ rules: [Verdict] = [], comparisons: [Comparison] = []) -> Conclusion {
    Conclusion(
      SampleEvaluation(
        cases: TrackerSample.cases, models: [TrackerSample.hosted], comparisons: comparisons,
        gate: GateOutcome(
          outcome: outcome,
          rules: rules.map {
            RuleOutcome(
              .minAccuracy, .variant("rewrite"), $0, threshold: 0.9, value: 0.8, low: 0.7, high: 0.95,
              evidence: .rate(over: .cases(13), hasInterval: true, couldBreak: true))
          }, unmeasured: [])
      ).evaluation)
  }

  @Test(
    arguments: [
      (.pass, [.pass], "pass", "The one rule that applies is met."),
      (.pass, [.pass, .pass, .notApplicable], "pass", "All 2 rules that apply are met."),
      (
        .fail, [.pass, .fail], "fail",
        "min_accuracy failed for rewrite: 80.0% [70.0%, 95.0%] at 90% over 13 cases, required: at least 90.0%."
      ),
      (
        .fail, [.fail, .fail], "fail",
        "min_accuracy failed for rewrite (and 1 more rule): 80.0% [70.0%, 95.0%] at 90% over 13 cases, required: at least 90.0%."
      ),
      (
        .inconclusive, [.inconclusive], "inconclusive",
        "min_accuracy is open for rewrite: 80.0% [70.0%, 95.0%] at 90% over 13 cases, required: at least 90.0%."
      ),
      (.notApplicable, [], "not judged", "No rule of the suite's gate applies here, so nothing could fail."),
    ] as [(Verdict, [Verdict], String, String)])
  func saysWhy(outcome: Verdict, rules: [Verdict], word: String, reason: String) {
    let conclusion = conclusion(outcome, rules)
    #expect(conclusion.word == word)
    #expect(conclusion.reason == reason)
  }

  @Test func aRunWithTooMuchMissingIsNotJudged() {
    let conclusion = Conclusion(EmptySample.evaluation)
    #expect(conclusion.word == "could not measure")
    #expect(
      conclusion.reason
        == "More than 5% of the trials are missing (control, openai:gpt-5-mini, 2 of 2), too many to judge.")
  }

  @Test func saysWhatCouldHaveBeenDetected() {
    let both = [TrackerSample.hostedComparison, TrackerSample.lexicalComparison]
    #expect(
      conclusion(.pass, comparisons: both).detection
        == "This run could have detected a drop of 8.7 points or more on these cases. "
        + "A change on these cases is a fact for lexical (deterministic).")
    #expect(conclusion(.pass).detection == "Nothing was compared; accuracy is known to about ±21.0 points.")
  }

  // MARK: Baselines

  @Test func aStaleBaselineIsAWarning() {
    let conclusion = Conclusion(BaselineSample.evaluation)
    #expect(conclusion.word == "fail")
    #expect(
      conclusion.warning == "Baseline 'main' is 9.3 days older than this run: "
        + "a hosted model may have changed behind its name since.")
  }

  @Test func strictRefusesAStaleBaseline() {
    let conclusion = Conclusion(BaselineSample.evaluation(isStrict: true))
    #expect(conclusion.word == "could not measure" && conclusion.warning == nil)
    #expect(conclusion.reason.hasSuffix("behind its name since. --strict does not accept that."))
  }

  @Test func aBaselineWithTooMuchMissingIsNotCompared() {
    let conclusion = Conclusion(BaselineSample.evaluation(unmeasured: true))
    #expect(conclusion.word == "could not measure")
    #expect(
      conclusion.reason == "More than 5% of the trials are missing in baseline 'main' "
        + "(today, openai:gpt-5-mini), too many to compare with.")
  }
}
