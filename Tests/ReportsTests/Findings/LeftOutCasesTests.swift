import EvalCore
import Testing

@testable import Reports

@Suite struct LeftOutCasesTests {
  private let suite = TrackerSample.evaluation.run.suite

  private func groups(_ cases: Comparison.ComparedCases) -> [LeftOutCases] {
    let comparison = Comparison(
      arm: Arm(variant: "rewrite", model: "m"),
      control: "today",
      isDeterministic: false,
      difference: nil,
      tolerance: 0.05,
      cases: cases,
      verdict: .notApplicable)
    return LeftOutCases.groups(comparison, suite)
  }

  @Test func saysWhyACaseIsLeftOut() {
    let cases = Comparison.ComparedCases(
      paired: 1, added: ["a"], removed: ["b"], changed: ["c"], skipped: ["export-file", "read-one"])
    #expect(
      groups(cases).map { $0.words(most: 2) } == [
        "1 not in the baseline (a)", "1 only in the baseline (b)",
        "1 asked differently in the baseline, or judged by names that it lacks (c)",
        "1 quarantined (export-file)", "1 not scored in both (read-one)",
      ])
  }

  @Test func namesTheFirstOnly() {
    let added = (0..<1_200).map { "case-\($0)" }
    let cases = Comparison.ComparedCases(paired: 1, added: added)
    #expect(groups(cases).map { $0.words(most: 2) } == ["1,200 not in the baseline (case-0, case-1, …)"])
  }

  @Test func hasNoReasonWhereNothingIsLeftOut() {
    #expect(groups(.init(paired: 3)).isEmpty)
  }
}
