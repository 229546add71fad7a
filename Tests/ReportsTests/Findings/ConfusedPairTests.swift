import EvalCore
import Testing

@testable import Reports

@Suite struct ConfusedPairTests {
  private let arms = TrackerSample.evaluation.scores.arms.filter { $0.model == TrackerSample.hosted.name }

  @Test func theCostliestPairComesFirst() throws {
    let pair = try #require(ConfusedPair.ranked(arms).first)
    #expect(pair.gold == "search_issues" && pair.predicted == "list_issues")
    #expect(pair.shares.map { $0?.percent } == ["57.5%", "10.0%"])
  }

  @Test func anArmWithoutTheToolHasNoShare() {
    let pairs = ConfusedPair.ranked(arms + TrackerSample.evaluation.scores.arms.suffix(1))
    let unknown = pairs.first { $0.predicted == ConfusionCell.unknown }
    #expect(unknown?.shares.map { $0?.percent } == ["20.0%", "0.0%", "0.0%"])
  }

  @Test func failingCasesAreRankedByHowOftenTheyFail() {
    #expect(
      FailingCase.ranked(arms).prefix(3).map(\.caseID) == ["find-by-words-short", "recovers", "export-file"])
    #expect(!FailingCase.ranked(arms).contains { $0.caseID == "read-one" })
  }

  @Test func missingTrialsAreCountedByCause() {
    let missing = MissingTrials(TrackerSample.evaluation)
    #expect(missing.count == 2 && missing.planned == 156)
    #expect(missing.causes.map(\.cause) == ["not asked", "rate_limited"])
  }
}
