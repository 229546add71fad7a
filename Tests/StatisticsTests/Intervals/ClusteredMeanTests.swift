import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ClusteredMeanTests {
  @Test(arguments: GoldenVectors["clustered_se"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let scores = try #require(vector.inputs["scores"]).doubles
    let units = zip(scores, vector.inputs("clusters")).map { ClusteredMean.Unit($0, family: String($1)) }
    let mean = try #require(ClusteredMean(units))
    #expect(vector.accepts(mean.mean, "mean_run_weighted"))
    #expect(vector.accepts(mean.variance?.squareRoot(), "se_cluster_CR1(G/(G-1))"))
    #expect(vector.accepts(mean.variance?.squareRoot(), "se_cluster_statsmodels_use_correction"))
    #expect(vector.accepts(Double(mean.clusters), "G"))
    #expect(vector.accepts(mean.independentVariance?.squareRoot(), "se_naive_clt"))
    #expect(vector.accepts(mean.millerVariance?.squareRoot(), "se_miller2024_eq"))
    #expect(vector.accepts(mean.designEffect, "design_effect_CR1_over_naive_sq"))
    #expect(vector.accepts(Bounds(mean.interval(level: 0.95)), "t95_ci_CR1_df=G-1"))
    let cases = Dictionary(grouping: units, by: \.family).values.map { members in
      ClusteredMean.Unit(members.reduce(0) { $0 + $1.value } / Double(members.count))
    }
    let ofCases = try #require(ClusteredMean(cases))
    #expect(vector.accepts(ofCases.mean, "mean_case_weighted"))
    #expect(vector.accepts(ofCases.variance?.squareRoot(), "se_case_means(sd/sqrt(G))"))
  }

  @Test func unitsOnTheirOwnHaveNoDesignEffect() {
    let mean = ClusteredMean([.init(0.2), .init(0.9), .init(0.4)])
    #expect(mean?.designEffect == 1)
    #expect(mean?.millerVariance?.isNear(mean?.variance) == true)
    #expect(ClusteredMean([.init(1), .init(1)])?.designEffect == nil)
  }

  /// Balanced repeats as single runs in clusters, or as one rate a case: the same mean and the same variance.
  @Test func balancedClustersGiveTheSampleVarianceOfTheirMeans() throws {
    let rates = [1, 0.8, 1, 0.2, 0.6, 0, 1]
    let mean = rates.reduce(0, +) / 7
    let expected = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6 / 7
    let byCase = try #require(ClusteredMean(rates.map { ClusteredMean.Unit($0) }))
    let byRun = try #require(
      ClusteredMean(
        rates.enumerated().flatMap { index, rate in
          (1...5).map { ClusteredMean.Unit($0 <= Int((rate * 5).rounded()) ? 1 : 0, family: "case \(index)") }
        }))
    #expect(byCase.mean.isNear(mean) && byRun.mean.isNear(mean))
    #expect(byCase.variance?.isNear(expected, within: 1e-14) == true)
    #expect(byRun.variance?.isNear(expected, within: 1e-14) == true)
  }

  @Test func aWholeNumberedWeightIsThatManyCopiesInOneFamily() throws {
    let weighted = try #require(
      ClusteredMean([.init(0.2, weight: 3), .init(0.9, weight: 1), .init(0.5, weight: 2)]))
    let copied = try #require(
      ClusteredMean(
        Array(repeating: .init(0.2, family: "a"), count: 3) + [.init(0.9)]
          + Array(repeating: .init(0.5, family: "b"), count: 2)))
    #expect(weighted.mean.isNear(copied.mean))
    #expect(weighted.variance?.isNear(copied.variance) == true)
    let scaled = ClusteredMean([.init(0.2, weight: 30), .init(0.9, weight: 10), .init(0.5, weight: 20)])
    #expect(scaled?.variance?.isNear(weighted.variance) == true)
  }

  @Test func familiesThatAgreeWithinThemselvesWidenTheVariance() throws {
    let values = [1.0, 1, 0, 0, 1, 1]
    let apart = try #require(ClusteredMean(values.map { ClusteredMean.Unit($0) }))
    let grouped = try #require(
      ClusteredMean(zip(values, ["a", "a", "b", "b", "c", "c"]).map { ClusteredMean.Unit($0, family: $1) }))
    #expect(apart.clusters == 6 && grouped.clusters == 3)
    #expect(try #require(grouped.variance) > 1.5 * #require(apart.variance))
  }

  @Test func oneClusterHasAMeanAndNoVariance() {
    #expect(ClusteredMean([.init(1)])?.variance == nil)
    #expect(ClusteredMean([.init(1, family: "a"), .init(0, family: "a")])?.mean == 0.5)
  }

  @Test func nothingOrAWeightThatIsNotAboveZeroGivesNothing() {
    #expect(ClusteredMean([]) == nil)
    for weight in [0, -1, .nan, .infinity] { #expect(ClusteredMean([.init(1), .init(1, weight: weight)]) == nil) }
  }
}
