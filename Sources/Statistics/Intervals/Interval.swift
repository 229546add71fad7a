/// A two-sided confidence interval; its level goes wherever it goes, because a bound without its level says nothing.
package struct Interval: Sendable, Hashable {
  package let low: Double
  package let high: Double
  /// Two-sided confidence, between 0 and 1: at 0.90 each side is missed 5 % of the time.
  package let level: Double

  package init(low: Double, high: Double, level: Double) {
    self.low = low
    self.high = high
    self.level = level
  }

  package init(center: Double, halfWidth: Double, level: Double) {
    self.init(low: center - halfWidth, high: center + halfWidth, level: level)
  }

  package var width: Double { high - low }

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// The same interval without the values that the quantity cannot take.
  package func clipped(to possible: ClosedRange<Double>) -> Interval {
    Interval(
      low: min(max(low, possible.lowerBound), possible.upperBound),
      high: min(max(high, possible.lowerBound), possible.upperBound), level: level)
  }
}
