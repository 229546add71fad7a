package import Statistics

/// Candidate minus control where every case was run once in each arm, so that there is a table of pairs.
///
/// What the product's plus-two interval is compared with at one repeat.
package struct PairedDifference: Sendable, Hashable {
  package let bothPass: Int
  package let passToFail: Int
  package let failToPass: Int
  package let bothFail: Int

  /// Numbers of pairs, not negative; others trap.
  package init(bothPass: Int, passToFail: Int, failToPass: Int, bothFail: Int) {
    precondition(min(bothPass, passToFail, failToPass, bothFail) >= 0, "expected counts of pairs")
    self.bothPass = bothPass
    self.passToFail = passToFail
    self.failToPass = failToPass
    self.bothFail = bothFail
  }

  package var pairs: Int { bothPass + passToFail + failToPass + bothFail }

  /// -1...1; `nil` without a pair.
  package var estimate: Double? { pairs == 0 ? nil : Double(failToPass - passToFail) / Double(pairs) }

  /// How the correlation of the arms enters Newcombe's interval.
  package enum Correlation: Sendable, Hashable {
    /// φ as it is (method 8).
    case plain
    /// A positive φ is taken smaller, n/2 less in its numerator and not below 0 (method 10).
    case corrected
  }

  /// The score interval for paired proportions (Newcombe 1998, Statistics in Medicine 17:2635, methods 8 and 10).
  ///
  /// `nil` without a pair or unless `0 < level < 1`.
  package func newcombeInterval(level: Double, correlation: Correlation = .corrected) -> Interval? {
    let before = ScoreDistances(Counts(successes: bothPass + passToFail, runs: pairs), level: level)
    let after = ScoreDistances(Counts(successes: bothPass + failToPass, runs: pairs), level: level)
    guard let estimate, let before, let after else { return nil }
    let phi = self.phi(correlation)
    let join = { (a: Double, b: Double) in (a * a - 2 * phi * a * b + b * b).squareRoot() }
    return Interval(
      low: estimate - join(after.below, before.above), high: estimate + join(after.above, before.below), level: level)
  }

  /// The correlation of the arms, -1...1; 0 where one of them has no variation.
  package func phi(_ correlation: Correlation = .corrected) -> Double {
    let (e, f, g, h) = (Double(bothPass), Double(passToFail), Double(failToPass), Double(bothFail))
    let margins = (e + f) * (g + h) * (e + g) * (f + h)
    if margins == 0 { return 0 }
    let product = e * h - f * g
    let isShrunk = correlation == .corrected && product > 0
    return (isShrunk ? max(product - Double(pairs) / 2, 0) : product) / margins.squareRoot()
  }
}
