import Foundation

/// The sum of whole numbers whose signs are fair coins: Σ±mᵢ, however long its lattice.
///
/// Convolution would keep every point of a lattice that grows with the common denominator of the repeats. One tail
/// needs no more than one sum over the characteristic function: with S = 2T - Σm and T = Σmᵢ·coin, the coins are
/// tilted until E[T] = t (Daniels 1954), P(T = t - u) is inverted at N equally spaced frequencies, and the geometric
/// sum over u is closed. N reaches 9.5 standard deviations to both sides, where Hoeffding's bound is 6e-20, or the
/// whole lattice if that is shorter; so tails, far ones too, are right to about 1e-12 of themselves.
struct SignFlipDistribution {
  private struct Group {
    let magnitude: Int
    let count: Int
  }

  private let groups: [Group]
  /// Σm, the largest sum.
  let reach: Int

  /// Zeros are left out, because their sign changes nothing.
  init(_ values: some Sequence<Int>) {
    var counts: [Int: Int] = [:]
    for value in values where value != 0 { counts[abs(value), default: 0] += 1 }
    // The largest groups first: they end the product below soonest. Sorted, because rounding follows the order.
    groups = counts.map { Group(magnitude: $0, count: $1) }
      .sorted { ($0.count, $0.magnitude) > ($1.count, $1.magnitude) }
    reach = groups.reduce(0) { $0 + $1.magnitude * $1.count }
  }

  /// P(S ≤ value).
  func atMost(_ value: Int) -> Double {
    if value < -reach { return 0 }
    if value >= reach { return 1 }
    if value >= 0 { return 1 - atMost(-value - 1) }
    return window(endingAt: (value + reach) / 2, length: (value + reach) / 2 + 1)
  }

  /// P(S = value).
  func at(_ value: Int) -> Double {
    let size = abs(value)
    guard size <= reach, (reach - size).isMultiple(of: 2) else { return 0 }
    return window(endingAt: (reach - size) / 2, length: 1)
  }

  /// P(t - length < T ≤ t) for t in the lower half.
  private func window(endingAt t: Int, length: Int) -> Double {
    guard let smallest = groups.map(\.magnitude).min() else { return 1 }
    let largest = groups.reduce(smallest) { max($0, $1.magnitude) }
    let spread = 0.5 * groups.reduce(0) { $0 + Double($1.count) * Double($1.magnitude * $1.magnitude) }.squareRoot()
    let far = Int(9.5 * spread) + largest + 1
    let tilt = self.tilt(mean: max(Double(t), Double(smallest) / 2))
    let below = min(length, far)
    let inversion = TiltedInversion(tilt: tilt, t: t, terms: below, points: min(t + 1, far) + min(reach - t, far))
    let growth = groups.reduce(0) { $0 + Double($1.count) * log1p(expm1(tilt * Double($1.magnitude)) / 2) }
    return min(1, max(0, exp(growth - tilt * Double(t)) * sum(inversion)))
  }

  /// The λ at which coins of odds e^{λm} give the mean; not above 0, because t lies in the lower half.
  private func tilt(mean: Double) -> Double {
    guard tiltedMean(0) > mean else { return 0 }
    var low = -1 / Double(reach)
    while tiltedMean(low) > mean { low *= 2 }
    return MonotoneRoot.find(between: low, and: 0, excess: { tiltedMean($0) - mean }, slope: tiltedVariance)
  }

  private func tiltedMean(_ tilt: Double) -> Double {
    groups.reduce(0) { sum, group in
      let m = Double(group.magnitude)
      return sum + Double(group.count) * m / (1 + exp(-tilt * m))
    }
  }

  private func tiltedVariance(_ tilt: Double) -> Double {
    groups.reduce(0) { sum, group in
      let m = Double(group.magnitude)
      return sum + Double(group.count) * m * m / (2 + exp(tilt * m) + exp(-tilt * m))
    }
  }

  private func sum(_ inversion: TiltedInversion) -> Double {
    let tilted = groups.map { TiltedCoins(magnitude: $0.magnitude, count: Double($0.count), tilt: inversion.tilt) }
    let sum = (0...(inversion.points / 2)).reduce(0) { $0 + inversion.term($1, tilted) }
    return sum / Double(inversion.points)
  }
}
