import EvalCore
import Testing

@testable import Reports

@Suite struct FlakyCaseTests {
  /// Values of Wilson's interval from R's `prop.test(x, n, correct = FALSE)`.
  @Test(
    arguments: [
      (CaseTally(caseID: "a", correct: 5, scored: 10), 0.2366, 0.7634),
      (CaseTally(caseID: "a", correct: 8, scored: 10), 0.4902, 0.9433),
      (CaseTally(caseID: "a", correct: 0, scored: 10), 0, 0.2775),
    ])
  func theIntervalIsWilsons(tally: CaseTally, low: Double, high: Double) throws {
    let interval = try #require(tally.interval)
    #expect(abs(interval.low - low) < 5e-5 && abs(interval.high - high) < 5e-5)
  }

  @Test func aCaseWithoutATrialHasNone() {
    #expect(CaseTally(caseID: "a", correct: 0, scored: 0).interval == nil)
  }

  @Test func everyFlakyCaseOfAnArmLiesInsideItsBounds() {
    let arms = BaselineSample.evaluation.scores.arms
    let flaky = FlakyCase.all(arms)
    #expect(!flaky.isEmpty && Set(flaky.map(\.caseID)).count == flaky.count)
    #expect(
      flaky.flatMap(\.arms).allSatisfy { ($0.tally.interval?.low ?? 0) > 0.05 && ($0.tally.interval?.high ?? 1) < 0.95 }
    )
  }
}
