/// What an interval for a difference says about a drop of a given size (method 2.6): the absence of a significant
/// drop is not evidence that there is none.
package struct MarginVerdict: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable {
    case pass
    case fail
    case inconclusive
  }

  package let outcome: Outcome
  /// A pass with a drop that is real, but smaller than the margin.
  package let isSmallButSignificantDrop: Bool

  /// - Parameters:
  ///   - estimate: candidate minus control, -1...1.
  ///   - interval: for the same difference, at level 0.90 for a margin held at 5 % on its side.
  ///   - margin: the largest tolerated drop, above 0, as a share (0.05 is five points).
  ///   - dropIsSignificant: whether the exact one-sided p, adjusted where several are asked, is at most α.
  package init(estimate: Double, interval: Interval, margin: Double, dropIsSignificant: Bool) {
    let excludesMargin = interval.low > -margin
    let isRealDrop = dropIsSignificant && estimate < 0
    outcome = excludesMargin ? .pass : isRealDrop ? .fail : .inconclusive
    isSmallButSignificantDrop = excludesMargin && isRealDrop
  }
}
