import Statistics
import Testing

struct CountsTests {
  @Test func aRateNeedsARun() {
    #expect(Counts(successes: 0, runs: 0).rate == nil)
    #expect(Counts(successes: 3, runs: 4).rate == 0.75)
    #expect(Counts(successes: 3, runs: 4).failures == 1)
  }

  @Test func aDifferenceNeedsARunInBothArms() {
    let none = Counts(successes: 0, runs: 0)
    let half = Counts(successes: 2, runs: 4)
    #expect(PairedCounts(control: half, candidate: none).difference == nil)
    #expect(PairedCounts(control: none, candidate: half).difference == nil)
    #expect(PairedCounts(control: half, candidate: Counts(successes: 1, runs: 4)).difference == -0.25)
  }
}
