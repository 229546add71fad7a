import Foundation

/// How likely the gate finds a drop, before anything was asked: on a suite of the typical kind that the method was simulated
/// with (method 2.9: three quarters of the cases nearly always right, a sixth anything, the rest nearly always wrong).
///
/// Method 2.9's (z₁₋α + z₁₋β)·SE found the drop that it named 5 to 7 times in 10: a candidate that is worse is also less
/// steady than the suite, the exact test moves in whole successes, and the cases that break are not the same in every suite.
/// Here the exact test's own variance stands for α, the candidate's for β, and half a success for the steps.
package struct TypicalDropPower: Sendable, Hashable {
  package let cases: Double
  /// Of each case, in each arm.
  package let repeats: Double
  /// One-sided, of one test.
  package let alpha: Double
  /// Whether the evidence is looked at after every round (``McNemarEProcess``), not once at the end.
  package let isAnytime: Bool

  /// - Parameter tests: comparisons of one run, over which Holm keeps `alpha`.
  package init(cases: Int, repeats: Int, tests: Int = 1, isAnytime: Bool = false, alpha: Double = 0.05) {
    self.cases = Double(cases)
    self.repeats = Double(repeats)
    self.alpha = alpha / Double(max(1, tests))
    self.isAnytime = isAnytime
  }

  /// How a candidate may be worse by the same drop.
  package enum Shape: Sendable, Hashable, CaseIterable {
    /// Every case comes out right less often, by the same share.
    case weaker
    /// Some cases, whichever chance picks, come out right a tenth as often.
    case broken
  }

  /// How likely the test is significant where the suite's accuracy falls by `drop`, in shares of 1, in the harder shape.
  package func power(of drop: Double) -> Double { Shape.allCases.map { power(of: drop, $0) }.min() ?? 0 }

  /// The smallest drop that is found with that chance; nil where even the largest is not.
  package func smallestDrop(power: Double = 0.8) -> Double? {
    let drops = Shape.allCases.map { smallestDrop($0, power: power) }
    return drops.reduce(0) { largest, drop in largest.flatMap { largest in drop.map { max(largest, $0) } } }
  }

  private func smallestDrop(_ shape: Shape, power: Double) -> Double? {
    var (low, high) = (0.0, TypicalCases.largestDrop(shape))
    guard self.power(of: high, shape) >= power else { return nil }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if self.power(of: middle, shape) >= power { high = middle } else { low = middle }
    }
    return high
  }

  /// The test's statistic, (control's successes − candidate's)/2, is compared with what chance alone gives it.
  package func power(of drop: Double, _ shape: Shape) -> Double {
    guard drop > 0, drop <= TypicalCases.largestDrop(shape), cases > 0, repeats > 0 else { return 0 }
    let moments = TypicalCases(drop: drop, shape).moments(repeats: repeats)
    let trials = cases * repeats
    let spread = (trials * moments.ofTrials / 4 + cases * repeats * repeats * moments.ofCases / 4).squareRoot()
    let needed = isAnytime ? anytime(trials * moments.discordant) : fixed(trials * moments.conditional)
    guard spread > 0, let needed else { return 0 }
    return Normal.cumulative((trials * drop / 2 - needed - 0.5) / spread)
  }

  private func fixed(_ variance: Double) -> Double? { -Normal.quantile(alpha) * variance.squareRoot() }

  /// Where E reaches 1/α: for many pairs E ≈ e^(x²/2)·√(2π/pairs), with x the pairs' excess in standard errors.
  private func anytime(_ pairs: Double) -> Double? {
    guard pairs > 0 else { return nil }
    let square = 2 * log(1 / alpha) + log(pairs / (2 * .pi))
    return max(0, square).squareRoot() * pairs.squareRoot() / 2
  }
}

/// The chances of a typical suite's cases in both arms, with their weights.
private struct TypicalCases {
  private let cases: [(weight: Double, control: Double, candidate: Double)]
  private let drop: Double

  /// Beta(1.5, 1.5), the density of a half circle, by Chebyshev's quadrature, which is exact for all that is needed here.
  private static let chances: [(weight: Double, chance: Double)] = {
    let nodes = (1...16).map { Double($0) * .pi / 17 }
    let total = nodes.reduce(0) { $0 + sin($1) * sin($1) }
    let between = nodes.map { (weight: 0.17 * sin($0) * sin($0) / total, chance: (1 + cos($0)) / 2) }
    return [(0.75, 0.995), (0.08, 0.03)] + between
  }()

  private static let mean = chances.reduce(0) { $0 + $1.weight * $1.chance }
  /// What is left of a broken case's chance.
  private static let remainder = 0.1

  static func largestDrop(_ shape: TypicalDropPower.Shape) -> Double {
    shape == .weaker ? mean : (1 - remainder) * mean
  }

  init(drop: Double, _ shape: TypicalDropPower.Shape) {
    self.drop = drop
    switch shape {
    case .weaker:
      cases = Self.chances.map { ($0.weight, $0.chance, $0.chance * (1 - drop / Self.mean)) }
    case .broken:
      let share = drop / Self.largestDrop(.broken)
      cases =
        Self.chances.map { ($0.weight * (1 - share), $0.chance, $0.chance) }
        + Self.chances.map { ($0.weight * share, $0.chance, Self.remainder * $0.chance) }
    }
  }

  /// - Returns: `ofTrials`, of one trial of each arm, given the case; `ofCases`, of the cases' differences; `conditional`,
  ///   of the hypergeometric statistic a trial (method 2.5); `discordant`, the share of pairs that differ.
  func moments(
    repeats: Double
  ) -> (ofTrials: Double, ofCases: Double, conditional: Double, discordant: Double) {
    var (trials, squares, conditional, discordant) = (0.0, 0.0, 0.0, 0.0)
    for (weight, p, q) in cases {
      let within = p * (1 - p) + q * (1 - q)
      trials += weight * within
      squares += weight * (p - q) * (p - q)
      // E[s(2K − s)]/(4(2K − 1)K) with s successes in both arms.
      conditional += weight * (repeats * (p + q) * (2 - p - q) - within) / (4 * (2 * repeats - 1))
      discordant += weight * (p * (1 - q) + q * (1 - p))
    }
    return (trials, max(0, squares - drop * drop), conditional, discordant)
  }
}
