package import Statistics

/// What to do after a round of `--adaptive` (method 2.8).
///
/// For measurement: the rule for one arm alone, which the gate of the product surrounds with its own.
package enum AdaptiveDecision: String, Sendable, Hashable {
  case fail
  case pass
  case inconclusive
  case addRepeats

  /// Fails as soon as E reaches 1/α with a drop whose interval does not exclude the margin; passes by the interval, and
  /// only once no more repeats are allowed, because a look in between has a wider interval than it shows.
  ///
  /// - Parameters:
  ///   - eValue: of ``McNemarEProcess``.
  ///   - estimate: candidate minus control, -1...1.
  ///   - interval: for the same difference.
  ///   - margin: the largest tolerated drop, above 0, as a share.
  ///   - alpha: the chance of a false failure, over all rounds.
  package init(
    eValue: Double, estimate: Double, interval: Interval, margin: Double, alpha: Double = 0.05, isLastRound: Bool
  ) {
    let verdict = MarginVerdict(
      estimate: estimate, interval: interval, margin: margin, dropIsSignificant: eValue >= 1 / alpha)
    switch verdict.outcome {
    case .fail: self = .fail
    case _ where !isLastRound: self = .addRepeats
    case .pass: self = .pass
    case .inconclusive: self = .inconclusive
    }
  }
}
