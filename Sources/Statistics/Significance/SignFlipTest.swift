/// Whether a candidate does worse, or better, than the control on new prompts of this kind: the exact paired sign-flip
/// test (Fisher's randomisation; method 2.5). If the arms are exchangeable, each case's difference could as well have
/// had the other sign.
///
/// With one run a case it is McNemar's exact test. One-sided 5 % needs five differences or more (2⁻⁵ = .031).
package struct SignFlipTest: Sendable, Hashable {
  /// Differences are counted in whole steps of their common denominator, as long as it is not above this; it suits
  /// all mixtures of up to ten repeats. Beyond, they are rounded to steps of this size: the test stays exact, because
  /// any score of |d| may be flipped, and its statistic moves by less than 1/5040.
  package static let finestStep = 2520
  /// No p-value is reported below this.
  package static let smallestReportedP = 1e-300

  /// P(S ≤ observed), one-sided: small when the candidate succeeded too rarely.
  package let pRegression: Double
  /// P(S ≥ observed), one-sided: small when the candidate succeeded too often.
  package let pImprovement: Double
  /// P(|S| ≥ |observed|).
  package let pTwoSided: Double
  /// Mid-p versions, ½P(S = observed) less, for display and not for a gate.
  package let midPRegression: Double
  package let midPImprovement: Double
  /// How many differences (of families, where there are any) are not 0; the others cannot change a p-value.
  package let informativeCases: Int
  /// Whether a difference was rounded to ``finestStep``.
  package let isRounded: Bool

  /// Cases in any order, with any numbers of runs; those without a run in both arms are left out, and weights are
  /// not used.
  package init(_ pairs: [PairedCounts]) {
    let paired = pairs.filter { $0.control.runs > 0 && $0.candidate.runs > 0 }
    var step = 1
    for pair in paired where step <= Self.finestStep {
      step = Self.leastCommonMultiple(Self.leastCommonMultiple(step, pair.control.runs), pair.candidate.runs)
    }
    let isRounded = step > Self.finestStep
    let unit = isRounded ? Self.finestStep : step
    self.init(
      scores: paired.map { Int((($0.difference ?? 0) * Double(unit)).rounded()) }, isRounded: isRounded)
  }

  /// One difference a case, each -1...1, with its weight and family; a family's differences keep or change their sign
  /// together.
  ///
  /// Rounded to ``finestStep``. `nil` when there is no difference, one lies out of range, or a weight is not above 0.
  package init?(_ differences: [ClusteredMean.Unit]) {
    guard let sums = ClusterSums(differences) else { return nil }
    let averageWeight = sums.totalWeight / Double(differences.count)
    let scores = sums.weighted.map { $0 / averageWeight * Double(Self.finestStep) }
    guard scores.allSatisfy({ abs($0) <= Double(differences.count * Self.finestStep) }) else { return nil }
    // A difference that is a whole number of steps still carries the rounding of its floating-point sum.
    let isRounded = scores.contains { abs($0 - $0.rounded()) > 1e-6 }
    self.init(scores: scores.map { Int($0.rounded()) }, isRounded: isRounded)
  }

  /// Differences in whole steps of any size.
  private init(scores: [Int], isRounded: Bool) {
    let step = max(1, scores.reduce(0) { Self.greatestCommonDivisor($0, abs($1)) })
    let scores = scores.map { $0 / step }
    let distribution = SignFlipDistribution(scores)
    let observed = scores.reduce(0, +)
    let half = 0.5 * distribution.at(observed)
    let lower = distribution.atMost(observed)
    let upper = distribution.atMost(-observed)
    pRegression = max(lower, Self.smallestReportedP)
    pImprovement = max(upper, Self.smallestReportedP)
    midPRegression = max(lower - half, Self.smallestReportedP)
    midPImprovement = max(upper - half, Self.smallestReportedP)
    pTwoSided = observed == 0 ? 1 : min(1, 2 * min(pRegression, pImprovement))
    informativeCases = scores.count { $0 != 0 }
    self.isRounded = isRounded
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// `Int.max` where it would not fit.
  private static func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    let product = a.multipliedReportingOverflow(by: b / greatestCommonDivisor(a, b))
    return product.overflow ? Int.max : product.partialValue
  }
}
