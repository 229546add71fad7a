import Foundation
import TestSupport
import Testing

@testable import Statistics
import StatisticsReference

struct SignFlipDistributionTests {
  @Test(arguments: [[1], [2, 2], [1, 2, 3], [5, 5, 1, 7, 7, 7], [3, 6, 9, 12], [40, 1, 1], [1000, 1, 999, 37]])
  func isTheShareOfAllSigns(magnitudes: [Int]) {
    let distribution = SignFlipDistribution(magnitudes)
    let sums = (0..<(1 << magnitudes.count)).map { signs in
      magnitudes.enumerated().reduce(0) { $0 + ((signs >> $1.offset) & 1 == 0 ? $1.element : -$1.element) }
    }
    for value in Set(sums).union([0, 1, -1, distribution.reach + 1, -distribution.reach - 1]) {
      let share = Double(sums.count { $0 <= value }) / Double(sums.count)
      #expect(distribution.atMost(value).isNear(share, within: 1e-14))
      #expect(distribution.at(value).isNear(Double(sums.count { $0 == value }) / Double(sums.count), within: 1e-14))
    }
  }

  @Test func equalMagnitudesAreBinomial() {
    for (flips, tails) in [(100, 40), (1000, 300), (10_000, 4_900), (10_000, 4000), (500, 0)] {
      let distribution = SignFlipDistribution(Array(repeating: 3, count: flips))
      let expected = Binomial.atMost(tails, of: flips)
      let got = distribution.atMost(3 * (2 * tails - flips))
      #expect(expected > 0 && abs(got / expected - 1) < 1e-10, "\(tails) of \(flips): \(got), expected \(expected)")
    }
  }

  /// The same by plain convolution, on a lattice that is long enough for the inversion to leave its ends away.
  @Test(arguments: [1, 2, 3]) func agreesWithConvolution(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    expectConvolution(of: (0..<400).map { _ in generator.below(12) })
  }

  /// Ten repeats of most cases and a run lost here and there: coarse steps, and a few that fit between them, which give
  /// the characteristic function many peaks.
  @Test(arguments: [1, 2]) func agreesWithConvolutionWhereAFewStepsAreOdd(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let coarse = (0..<60).map { _ in 36 * generator.below(8) }
    expectConvolution(of: coarse + (0..<4).map { _ in generator.below(360) })
  }

  private func expectConvolution(of magnitudes: [Int]) {
    var probabilities = [1.0]
    for magnitude in magnitudes where magnitude > 0 {
      let padding = [Double](repeating: 0, count: magnitude)
      probabilities = zip(probabilities + padding, padding + probabilities).map { ($0 + $1) / 2 }
    }
    let distribution = SignFlipDistribution(magnitudes)
    let reach = magnitudes.reduce(0, +)
    #expect(distribution.reach == reach)
    for heads in [reach / 20, reach / 5, reach / 3, reach / 2 - 40, reach / 2, reach / 2 + 100] {
      let expected = probabilities.prefix(heads + 1).reduce(0, +)
      #expect(expected > 0 && abs(distribution.atMost(2 * heads - reach) / expected - 1) < 1e-11)
      #expect(abs(distribution.at(2 * heads - reach) - probabilities[heads]) < 1e-11 * expected)
    }
  }

  @Test func nothingToFlipIsAlwaysZero() {
    let distribution = SignFlipDistribution([0, 0])
    #expect(distribution.atMost(0) == 1 && distribution.atMost(-1) == 0 && distribution.at(0) == 1)
    #expect(SignFlipDistribution([]).at(1) == 0)
  }
}
