import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ProbabilityRatioTestTests {
  @Test(arguments: GoldenVectors["sprt"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let test = try #require(
      ProbabilityRatioTest(
        good: vector.input("p0"), bad: vector.input("p1"), alpha: vector.input("alpha"), beta: vector.input("beta")))
    #expect(vector.accepts(test.rejectAt, "log_upper_A"))
    #expect(vector.accepts(test.acceptAt, "log_lower_B"))
    #expect(vector.accepts(test.perSuccess, "llr_success"))
    #expect(vector.accepts(test.perFailure, "llr_failure"))
    #expect(vector.accepts(Double(test.straightFailuresToReject), "consecutive_failures_to_reject_H0"))
    #expect(vector.accepts(Double(test.straightSuccessesToAccept), "consecutive_successes_to_accept_H0"))
  }

  @Test func decidesAfterTheStraightRunsThatItNames() throws {
    let test = try #require(ProbabilityRatioTest(good: 0.9, bad: 0.8, alpha: 0.05, beta: 0.1))
    #expect(test.decision(Counts(successes: 0, runs: 4)) == .goOn)
    #expect(test.decision(Counts(successes: 0, runs: 5)) == .reject)
    #expect(test.decision(Counts(successes: 19, runs: 19)) == .goOn)
    #expect(test.decision(Counts(successes: 20, runs: 20)) == .accept)
  }

  @Test func ratesThatAreNoRangeAreNotTested() {
    #expect(ProbabilityRatioTest(good: 0.8, bad: 0.9) == nil)
    #expect(ProbabilityRatioTest(good: 1, bad: 0.9) == nil)
    #expect(ProbabilityRatioTest(good: 0.9, bad: 0) == nil)
    #expect(ProbabilityRatioTest(good: 0.9, bad: 0.8, alpha: 0.6, beta: 0.5) == nil)
  }
}
