import Statistics
import Testing

struct TypicalDropPowerTests {
  private static func smallest(
    _ cases: Int, _ repeats: Int, tests: Int = 1, isAnytime: Bool = false
  ) -> Double? {
    TypicalDropPower(cases: cases, repeats: repeats, tests: tests, isAnytime: isAnytime).smallestDrop()
  }

  /// By an independent program (the formulas with scipy's normal, Chebyshev's nodes).
  @Test(arguments: [
    (cases: 10, repeats: 5, tests: 1, drop: 0.2306), (20, 3, 1, 0.1789), (20, 5, 1, 0.1373), (40, 5, 1, 0.0830),
    (30, 3, 1, 0.1325), (40, 10, 1, 0.0610), (80, 1, 1, 0.1342),
  ])
  func theSmallestDropIsTheHarderShapes(cases: Int, repeats: Int, tests: Int, drop: Double) throws {
    let smallest = try #require(Self.smallest(cases, repeats, tests: tests))
    #expect(abs(smallest - drop) < 6e-5)
  }

  @Test(arguments: [(cases: 20, repeats: 10, drop: 0.1663), (40, 10, 0.1001), (80, 10, 0.0619), (20, 20, 0.1237)])
  func evidenceThatMayAlwaysBeLookedAtNeedsMore(cases: Int, repeats: Int, drop: Double) throws {
    let smallest = try #require(Self.smallest(cases, repeats, isAnytime: true))
    #expect(abs(smallest - drop) < 6e-5 && smallest > Self.smallest(cases, repeats)!)
  }

  @Test func moreCasesRepeatsAndFewerTestsShowSmallerDrops() {
    let sizes = [10, 20, 40, 80, 200, 1_000, 100_000].map { Self.smallest($0, 5)! }
    #expect(sizes == sizes.sorted(by: >))
    let repeats = [1, 2, 3, 5, 10, 20].map { Self.smallest(40, $0)! }
    #expect(repeats == repeats.sorted(by: >))
    let tests = [1, 2, 6, 40].map { Self.smallest(40, 5, tests: $0)! }
    #expect(tests == tests.sorted())
  }

  @Test func theSmallestDropIsFoundAsOftenAsAskedFor() {
    let power = TypicalDropPower(cases: 40, repeats: 5)
    for wanted in [0.5, 0.8, 0.95] {
      let drop = power.smallestDrop(power: wanted)!
      #expect(abs(power.power(of: drop) - wanted) < 1e-9)
    }
    #expect(power.power(of: 0.02) < power.power(of: 0.05) && power.power(of: 0) == 0)
  }

  @Test func aSuiteThatIsTooSmallShowsNone() {
    #expect(Self.smallest(1, 1) == nil && Self.smallest(2, 1) == nil && Self.smallest(0, 5) == nil)
    #expect(Self.smallest(1, 5) == nil)
  }

  @Test func noDropIsLargerThanWhatATypicalSuiteHasToLose() {
    let power = TypicalDropPower(cases: 10_000, repeats: 10)
    #expect(power.power(of: 0.9, .weaker) == 0 && power.power(of: 0.8, .broken) == 0)
    #expect(power.power(of: 0.8, .weaker) > 0.99)
  }
}
