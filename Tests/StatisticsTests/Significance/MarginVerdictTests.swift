import Statistics
import Testing

struct MarginVerdictTests {
  /// The vectors let an upper bound below 0 stand for a significant drop.
  @Test(.enabled(if: Golden.isAvailable, Golden.skipMessage), arguments: Golden["gate_verdict"])
  func matchesTheGoldenVectors(vector: GoldenVector) {
    let (low, high) = (vector.input("lower"), vector.input("upper"))
    let verdict = MarginVerdict(
      estimate: (low + high) / 2, interval: Interval(low: low, high: high, level: 0.9),
      margin: vector.input("margin"), dropIsSignificant: high < 0)
    #expect(verdict.outcome.rawValue == vector.outputs["verdict"]?.text)
    #expect(verdict.isSmallButSignificantDrop == vector.outputs["small_but_significant_drop"]?.bool)
  }

  @Test func aSignificantPWithoutADropDoesNotFail() {
    let verdict = MarginVerdict(
      estimate: 0, interval: Interval(low: -0.1, high: 0.1, level: 0.9), margin: 0.05, dropIsSignificant: true)
    #expect(verdict.outcome == .inconclusive)
  }

  @Test func aDropThatIsNotSignificantDoesNotFail() {
    let verdict = MarginVerdict(
      estimate: -0.1, interval: Interval(low: -0.2, high: -0.01, level: 0.9), margin: 0.05, dropIsSignificant: false)
    #expect(verdict.outcome == .inconclusive)
  }
}
