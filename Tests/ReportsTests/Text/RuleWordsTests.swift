import EvalCore
import TestSupport
import Testing

@testable import Reports

/// What the evidence of each rule says in a sentence.
struct RuleWordsTests {
  private static let arm = Arm(variant: "rewrite", model: "m")

  struct Row: Sendable, CustomTestStringConvertible {
    let outcome: RuleOutcome
    let words: String

    init(
      _ rule: GateRule, tool: String? = nil, _ threshold: Double, _ value: Double?, low: Double? = nil,
      high: Double? = nil, baseline: String? = nil, _ evidence: RuleEvidence, _ words: String
    ) {
      outcome = RuleOutcome(
        rule, .arm(arm), tool: tool, .fail, threshold: threshold, value: value, low: low, high: high,
        baseline: baseline, evidence: evidence)
      self.words = words
    }

    var testDescription: String { words }
  }

  static let rows: [Row] = [
    Row(.maxDrop, 0.05, nil, .nothingToCompare, "nothing to compare"),
    Row(
      .maxDrop, 0.05, nil, .unasked(model: "new", baseline: "main"),
      "baseline 'main' did not ask 'new', so no drop of it could be seen"),
    Row(.maxDrop, 0.05, nil, .drop(cases: nil, nil), "no case was answered in both arms"),
    Row(
      .maxDrop, 0.05, -0.25, low: -0.3, high: -0.2, baseline: "main", .drop(cases: 20, nil),
      "−25.0 points [−30.0, −20.0] at 90% over 20 cases, allowed: a drop of at most 5.0 points, against baseline 'main'"
    ),
    Row(
      .maxDrop, 0.05, -1, low: -1, high: -1, .drop(cases: 1, nil),
      "−100.0 points over 1 case, allowed: a drop of at most 5.0 points"),
    Row(
      .maxDrop, 0.05, 0, low: -0.1, high: 0.1, .drop(cases: 8, .couldShow(0.093)),
      "0.0 points [−10.0, +10.0] at 90% over 8 cases, allowed: a drop of at most 5.0 points; "
        + "this run could only have shown a drop of 9.3 points or more"),
    Row(
      .maxDrop, 0.05, 0, low: -1, high: 1, .drop(cases: 1, .couldShow(1.2)),
      "0.0 points [−100.0, +100.0] at 90% over 1 case, allowed: a drop of at most 5.0 points; "
        + "no drop at all could have been shown"),
    Row(
      .maxDrop, 0.05, 0, low: 0, high: 0, .drop(cases: 40, .nothingToLose(control: 0.05)),
      "nothing to lose: the control is right in 5.0%, so no answer could break this rule; "
        + "0.0 points over 40 cases, allowed: a drop of at most 5.0 points"),
    Row(.noNewFailures, 0, 1, .newFailures(cases: ["a"], couldShow: true), "no longer correct: 'a'"),
    Row(
      .noNewFailures, 0, 0, .newFailures(cases: [], couldShow: true), "no case that always passed always fails now"),
    Row(
      .noNewFailures, 0, 0, .newFailures(cases: [], couldShow: false),
      "nothing to lose: no case always passes in the control and is asked often enough (5 repeats) to be known to fail"),
    Row(
      .minAccuracy, 0.8, 0.91, low: 0.9, high: 0.92, .rate(over: .cases(40), hasInterval: true, couldBreak: true),
      "91.0% [90.0%, 92.0%] at 90% over 40 cases, required: at least 80.0%"),
    Row(
      .maxFalseCallRate, 0.2, 1, low: 1, high: 1, .rate(over: .cases(1), hasInterval: false, couldBreak: true),
      "100.0% over 1 case, allowed: at most 20.0%"),
    Row(
      .minPrecision, tool: "a", 0, 1, low: 1, high: 1, .rate(over: .calls(3), hasInterval: false, couldBreak: false),
      "nothing to lose: no answer could break this rule; 100.0% over 3 calls, required: at least 0.0%"),
    Row(.minAccuracy, 0.8, nil, .noCase, "no scored case to count"),
    Row(.minRecall, tool: "a", 0.8, nil, .toolUnexpected, "no scored case expects 'a'"),
    Row(.minPrecision, tool: "a", 0.8, nil, .fewCalls, "fewer than 3 calls of 'a' were judged"),
    Row(
      .maxForbiddenCalls, tool: "d", 0, 1, .forbiddenCalls(isForbidden: true),
      "1 forbidden call of 'd', allowed: at most 0"),
    Row(
      .maxForbiddenCalls, 2, 0, .forbiddenCalls(isForbidden: false),
      "nothing to lose: no scored case forbids a call; 0 forbidden calls, allowed: at most 2"),
    Row(.maxCatalogTokens, 12_000, 12_345, .tokens, "about 12,345 tokens, allowed: at most 12,000"),
    Row(.expectedFail, 0, 0, .expectedFailures(cases: 2, mended: []), "2 of 2 still fail"),
    Row(
      .expectedFail, 0, 1, .expectedFailures(cases: 2, mended: ["a"]),
      "now passing: 'a'; remove 'expected_fail' from it"),
    Row(
      .expectedFail, 0, 2, .expectedFailures(cases: 2, mended: ["a", "b"]),
      "now passing: 'a', 'b'; remove 'expected_fail' from them"),
  ]

  @Test(arguments: rows) func saysWhatWasFoundAndWhatIsWanted(_ row: Row) { #expect(row.outcome.detail == row.words) }

  // MARK: max_tool_drop

  private static func tools(_ counts: [(control: Int, candidate: Int)], repeats: Int, _ most: Double) -> String {
    var gate = GateRules()
    gate[.maxToolDrop] = most
    let run = Made.run(counts: counts, repeats: repeats, expecting: { $0 < 10 ? "a" : "b" }, gate: gate)
    return Evaluation(run).gate.rules[0].detail
  }

  @Test func aBrokenToolIsNamed() {
    let counts = (0..<14).map { $0 < 10 ? (control: 5, candidate: 0) : (5, 5) }
    #expect(
      Self.tools(counts, repeats: 5, 0.25) == "'a' −100.0 points over 10 cases, allowed: a drop of at most 25.0 points")
  }

  @Test func toolsThatAreNotGuardedAreNamed() {
    let counts = (0..<14).map { $0 < 10 ? (control: 5, candidate: 5) : (1, 1) }
    #expect(
      Self.tools(counts, repeats: 5, 0.25)
        == "no tool is known to have dropped by more than 25.0 points; lowest is 'a' 0.0 points over 10 cases; "
        + "not guarded, with too few cases or right answers: 5 tools ('c', 'd', 'e', 'get', 'find'); "
        + "not guarded, with nothing to lose: the control is right in 20.0% of the cases of 'b'")
  }

  @Test func whereNoToolIsGuardedItSaysWhy() {
    let seldom = (0..<14).map { _ in (control: 1, candidate: 1) }
    #expect(
      Self.tools(seldom, repeats: 5, 0.25).hasPrefix(
        "nothing to lose: the control is right in 20.0% of the cases of 'a' and of 1 more tool; no tool is known"))
    #expect(Self.tools([(2, 2)], repeats: 2, 0.25).hasPrefix("too few cases to guard any tool; no tool is known"))
  }
}
