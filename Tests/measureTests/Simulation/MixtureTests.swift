import Statistics
import Testing
import measure

struct MixtureTests {
  @Test(arguments: Mixture.allCases)
  func drawsChancesAroundItsMean(mixture: Mixture) {
    var generator = SeededGenerator(seed: 3)
    let chances = (0..<20_000).map { _ in mixture.chance(&generator) }
    #expect(chances.allSatisfy { (0...1).contains($0) })
    #expect(abs(chances.reduce(0, +) / 20_000 - mixture.mean) < 0.01)
  }
}
