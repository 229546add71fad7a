import Foundation
import Statistics
import TestSupport
import Testing

@testable import StatisticsReference

struct BCaBootstrapTests {
  @Test(arguments: GoldenVectors["bootstrap_exact_enumeration"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let values = try #require(vector.inputs["d"]).doubles
    let replicates = resamples(of: values).map(mean)
    let jackknife = values.indices.map { left in mean(values.indices.filter { $0 != left }.map { values[$0] }) }
    let bootstrap = try #require(
      BCaBootstrap(estimate: mean(values), replicates: replicates, jackknife: jackknife))
    #expect(vector.accepts(Double(bootstrap.replicates.count), "n_resamples"))
    #expect(vector.accepts(bootstrap.estimate, "mean"))
    #expect(vector.accepts(bootstrap.standardError, "boot_se_exact"))
    #expect(vector.accepts(bootstrap.shareBelow, "frac_less"))
    #expect(vector.accepts(bootstrap.shareEqual, "frac_equal"))
    #expect(vector.accepts(bootstrap.biasCorrection, "z0_midrank"))
    #expect(vector.accepts(bootstrap.acceleration, "acceleration"))
    let shares = try #require(bootstrap.shares(level: 0.95))
    #expect(vector.accepts([shares.low, shares.high], "bca_alpha_lo_hi"))
    #expect(vector.accepts(Bounds(bootstrap.percentileInterval(level: 0.95)), "percentile95_numpy_linear"))
    #expect(vector.accepts(Bounds(bootstrap.interval(level: 0.95)), "bca95_numpy_linear"))
  }

  @Test func aSeedFixesTheInterval() {
    let values = sample(seed: 111, count: 40)
    let first = BCaBootstrap(values, resamples: 500, seed: 1, statistic: mean)
    #expect(first != nil && first == BCaBootstrap(values, resamples: 500, seed: 1, statistic: mean))
    #expect(first != BCaBootstrap(values, resamples: 500, seed: 2, statistic: mean))
  }

  /// For a mean of many values the bootstrap is the normal interval.
  @Test func agreesWithTheIntervalOfAMean() throws {
    let values = sample(seed: 112, count: 400)
    let bootstrap = try #require(BCaBootstrap(values, resamples: 4000, seed: 3, statistic: mean))
    let clustered = try #require(ClusteredMean(values.map { .init($0) }))
    let standardError = try #require(clustered.variance).squareRoot()
    #expect(abs(bootstrap.standardError / standardError - 1) < 0.05)
    let interval = try #require(bootstrap.interval(level: 0.9))
    #expect(abs(interval.low - (clustered.mean - 1.645 * standardError)) < 0.15 * standardError)
    #expect(abs(interval.high - (clustered.mean + 1.645 * standardError)) < 0.15 * standardError)
  }

  @Test func fewerThanTwentyClustersAreRefused() {
    let values = sample(seed: 113, count: 20)
    #expect(BCaBootstrap(values, resamples: 200, seed: 1, statistic: mean) != nil)
    #expect(BCaBootstrap(Array(values.dropLast()), resamples: 200, seed: 1, statistic: mean) == nil)
  }

  @Test func aFigureWithoutAValueHasNoInterval() {
    let values = sample(seed: 114, count: 25)
    #expect(BCaBootstrap(values, resamples: 100, seed: 1) { _ in nil as Double? } == nil)
    #expect(BCaBootstrap(values, resamples: 100, seed: 1) { $0.count == 25 ? 1 : nil } == nil)
    #expect(BCaBootstrap(values, resamples: 0, seed: 1, statistic: mean) == nil)
    // Undefined on a resample where the first value is missing, which is every third one.
    let first = values[0]
    #expect(BCaBootstrap(values, resamples: 100, seed: 1) { $0.contains(first) ? 1 : nil } == nil)
  }

  @Test func aConstantFigureHasAnIntervalWithoutWidth() throws {
    let bootstrap = try #require(BCaBootstrap(sample(seed: 115, count: 20), resamples: 50, seed: 1) { _ in 0.5 })
    #expect(bootstrap.interval(level: 0.9) == Interval(low: 0.5, high: 0.5, level: 0.9))
    #expect(bootstrap.biasCorrection == 0 && bootstrap.acceleration == 0)
    #expect(bootstrap.interval(level: 1) == nil && bootstrap.percentileInterval(level: 0) == nil)
  }

  private func sample(seed: UInt64, count: Int) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in generator.unit() * generator.unit() }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// All n^n of them.
  private func resamples(of values: [Double]) -> [[Double]] {
    values.reduce([[]]) { partial, _ in partial.flatMap { start in values.map { start + [$0] } } }
  }
}
