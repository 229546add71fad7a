package import Statistics

/// Two numbers where an ``Interval``'s level is of no interest.
package struct Bounds: Equatable {
  package let low: Double
  package let high: Double

  package init?(_ interval: Interval?) {
    guard let interval else { return nil }
    low = interval.low
    high = interval.high
  }
}

extension Double {
  /// Equal but for rounding: within `tolerance·max(1, |other|)`.
  package func isNear(_ other: Double?, within tolerance: Double = 1e-12) -> Bool {
    guard let other else { return false }
    return self == other || abs(self - other) <= tolerance * max(1, abs(other))
  }
}

extension Interval {
  package func isNear(_ other: Interval?, within tolerance: Double = 1e-12) -> Bool {
    low.isNear(other?.low, within: tolerance) && high.isNear(other?.high, within: tolerance)
  }
}
