import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ConsistencyTests {
  @Test func countsRunsThatAgree() throws {
    let consistency = try #require(Consistency(["a", "b", "a", "a", "c"]))
    #expect(consistency.runs == 5)
    #expect(consistency.modalAgreement.isNear(0.6))
    #expect(try #require(consistency.pairwiseAgreement).isNear(0.3))
  }

  @Test(arguments: [2, 3, 10]) func agreementIsCompleteOrAbsent(runs: Int) {
    let same = Consistency(Array(repeating: "a", count: runs))
    #expect(same?.modalAgreement == 1 && same?.pairwiseAgreement == 1)
    let different = Consistency(Array(0..<runs))
    #expect(different?.modalAgreement == 1 / Double(runs) && different?.pairwiseAgreement == 0)
  }

  @Test func oneRunHasNobodyToAgreeWith() {
    #expect(Consistency([1])?.pairwiseAgreement == nil)
    #expect(Consistency([Int]()) == nil)
  }
}
