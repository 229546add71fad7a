package import Statistics

/// The second interval that the plus-two interval is compared with.
extension PairedDifference {
  /// The differences that the score test does not reject (Tango 1998), with the constrained estimate in closed form.
  ///
  /// `nil` without a pair or unless `0 < level < 1`.
  package func tangoInterval(level: Double) -> Interval? {
    guard let estimate, let z = Normal.criticalValue(level: level) else { return nil }
    return Interval(
      low: bound(from: estimate, to: -1) { z - score(at: $0) },
      high: bound(from: estimate, to: 1) { score(at: $0) + z }, level: level)
  }

  /// Where the excess, not below 0 at the estimate, falls to 0; the end itself where it does not.
  private func bound(from estimate: Double, to end: Double, excess: (Double) -> Double) -> Double {
    if estimate == end { return end }
    let share = MonotoneRoot.find(between: 0, and: 1, excess: { excess(end + (estimate - end) * $0) })
    return end + (estimate - end) * share
  }

  /// Tango's statistic for a difference strictly between -1 and 1: standard normal if that is the true one.
  private func score(at difference: Double) -> Double {
    let (n, f, g) = (Double(pairs), Double(failToPass), Double(passToFail))
    let linear = -f - g + (2 * n - f + g) * difference
    let constant = -g * difference * (1 - difference)
    let share = (max(linear * linear - 8 * n * constant, 0).squareRoot() - linear) / (4 * n)
    let variance = n * (2 * share + difference * (1 - difference))
    let distance = f - g - n * difference
    return distance == 0 ? 0 : distance / max(variance, 0).squareRoot()
  }
}
