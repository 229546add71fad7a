import Statistics
import StatisticsReference
import TestSupport
import Testing

struct VarianceComponentsTests {
  @Test(arguments: GoldenVectors["variance_components"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let repeats = vector.integer("K")
    let components = try #require(
      VarianceComponents(vector.inputs("successes").map { Counts(successes: $0, runs: repeats) }))
    #expect(vector.accepts(components.meanSquareBetween, "MSB"))
    #expect(vector.accepts(components.meanSquareWithin, "MSW"))
    #expect(vector.accepts(components.within, "sigma2_within"))
    #expect(vector.accepts(components.between, "omega2_between"))
    #expect(vector.accepts(components.intraclassCorrelation, "ICC1"))
    #expect(vector.accepts(components.fRatio, "F"))
    #expect(vector.accepts(components.ofMean, "var_of_mean"))
  }

  @Test(arguments: GoldenVectors["resampling_variance_factor"])
  func repeatsReduceTheVarianceAsTheGoldenVectorsSay(vector: GoldenVector) {
    let factor = VarianceComponents.resamplingFactor(
      between: vector.input("omega2"), within: vector.input("sigma2"), repeats: vector.integer("K"))
    #expect(vector.accepts(factor, "variance_relative_to_K=1"))
  }

  /// With equal repeats the variance of the mean over runs is that of the mean over cases.
  @Test func theVarianceOfTheMeanIsTheClusteredOneWhenBalanced() throws {
    let counts = [5, 4, 0, 2, 5, 5, 3].map { Counts(successes: $0, runs: 5) }
    let components = try #require(VarianceComponents(counts))
    #expect(components.ofMean.isNear(ClusteredProportion(counts.map { .init($0) })?.variance))
  }

  /// Simulated with known components: ω² = ⅟₁₂, σ² = ⅙ (uniform rates), and repeats that differ.
  @Test func findsTheComponentsOfUnequalRepeats() throws {
    var generator = SeededGenerator(seed: 91)
    let counts = (0..<40_000).map { index in
      generator.counts(rate: generator.unit(), runs: 2 + index % 4)
    }
    let components = try #require(VarianceComponents(counts))
    #expect(abs(components.within - 1.0 / 6) < 0.003)
    #expect(abs(components.between - 1.0 / 12) < 0.003)
  }

  @Test func oneRunACaseOrOneCaseCannotBeSplit() {
    #expect(VarianceComponents([Counts(successes: 1, runs: 1), Counts(successes: 0, runs: 1)]) == nil)
    #expect(VarianceComponents([Counts(successes: 1, runs: 5), Counts(successes: 0, runs: 0)]) == nil)
    #expect(VarianceComponents.resamplingFactor(between: 0.1, within: 0.1, repeats: 0) == nil)
    #expect(VarianceComponents.resamplingFactor(between: 0, within: 0, repeats: 3) == nil)
    let still = VarianceComponents(Array(repeating: Counts(successes: 5, runs: 5), count: 3))
    #expect(still?.between == 0 && still?.intraclassCorrelation == nil)
  }
}
