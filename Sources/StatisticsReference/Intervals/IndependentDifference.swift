package import Statistics

/// The difference of two proportions whose runs have nothing to do with each other: two models on different cases, or
/// two runs of one case. Paired cases have ``PairedDifference``.
///
/// What a comparison would be worth if its cases were not paired.
package struct IndependentDifference: Sendable, Hashable {
  package let control: Counts
  package let candidate: Counts

  package init(control: Counts, candidate: Counts) {
    self.control = control
    self.candidate = candidate
  }

  /// Candidate minus control, -1...1; `nil` when an arm has no run.
  package var estimate: Double? { PairedCounts(control: control, candidate: candidate).difference }

  /// The hybrid score interval: Wilson's distances of each arm, joined by Pythagoras (Newcombe 1998, Statistics in
  /// Medicine 17:873, method 10).
  ///
  /// `nil` when an arm has no run or unless `0 < level < 1`.
  package func newcombeInterval(level: Double) -> Interval? {
    let before = ScoreDistances(control, level: level)
    guard let estimate, let before, let after = ScoreDistances(candidate, level: level) else { return nil }
    return Interval(
      low: estimate - (after.below * after.below + before.above * before.above).squareRoot(),
      high: estimate + (after.above * after.above + before.below * before.below).squareRoot(), level: level)
  }

  /// One success and one failure more in each arm, and then the normal interval (Agresti and Caffo 2000); not clipped.
  package func agrestiCaffoInterval(level: Double) -> Interval? {
    guard estimate != nil, let z = Normal.criticalValue(level: level) else { return nil }
    let before = Self.enlarged(control)
    let after = Self.enlarged(candidate)
    let halfWidth = z * (before.variance + after.variance).squareRoot()
    return Interval(center: after.rate - before.rate, halfWidth: halfWidth, level: level)
  }

  private static func enlarged(_ counts: Counts) -> (rate: Double, variance: Double) {
    let runs = Double(counts.runs) + 2
    let rate = (Double(counts.successes) + 1) / runs
    return (rate, rate * (1 - rate) / runs)
  }
}

/// How far Wilson's bounds lie from a rate.
struct ScoreDistances {
  let rate: Double
  let below: Double
  let above: Double

  init?(_ counts: Counts, level: Double) {
    guard let rate = counts.rate, let interval = Wilson.interval(counts, level: level) else { return nil }
    self.rate = rate
    below = rate - interval.low
    above = interval.high - rate
  }
}
