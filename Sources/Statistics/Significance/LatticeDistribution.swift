/// The distribution of a whole number: probabilities of `lowest`, `lowest + 1`, and so on.
struct LatticeDistribution {
  /// What an end may hold to be cut off after a sum is formed.
  ///
  /// It bounds the work, because the far ends of a sum of thousands are long and empty. The absolute error of any
  /// tail stays under this times the number of summands, so p-values down to 1e-80 keep twelve digits with a million
  /// of them.
  static let negligible = 1e-100

  let lowest: Int
  let probabilities: [Double]

  var highest: Int { lowest + probabilities.count - 1 }

  /// Always 0.
  static let zero = LatticeDistribution(lowest: 0, probabilities: [1])

  private init(lowest: Int, probabilities: [Double]) {
    self.lowest = lowest
    self.probabilities = probabilities
  }

  /// How many of `drawn` runs are successes when `successes` are spread at random over `drawn + others` runs.
  ///
  /// Built by ratios from the mode and then normalised, which needs no logarithm and loses no digits.
  init(successes: Int, drawn: Int, others: Int) {
    let low = max(0, successes - others)
    let high = min(drawn, successes)
    let mode = (successes + 1) * (drawn + 1) / (drawn + others + 2)
    let start = min(max(mode, low), high)
    var weights = [Double](repeating: 0, count: high - low + 1)
    weights[start - low] = 1
    for k in stride(from: start, to: high, by: 1) {
      let rising = Double(successes - k) * Double(drawn - k)
      let falling = Double(k + 1) * Double(others - successes + k + 1)
      weights[k + 1 - low] = weights[k - low] * rising / falling
    }
    for k in stride(from: start, to: low, by: -1) {
      let falling = Double(k) * Double(others - successes + k)
      let rising = Double(successes - k + 1) * Double(drawn - k + 1)
      weights[k - 1 - low] = weights[k - low] * falling / rising
    }
    self.init(lowest: low, probabilities: Self.normalized(weights))
  }

  /// P(X ≤ value).
  func atMost(_ value: Int) -> Double {
    if value < lowest { return 0 }
    if value >= highest { return 1 }
    return min(1, probabilities.prefix(value - lowest + 1).reduce(0, +))
  }

  /// P(X ≥ value).
  func atLeast(_ value: Int) -> Double {
    if value > highest { return 0 }
    if value <= lowest { return 1 }
    return min(1, probabilities[(value - lowest)...].reversed().reduce(0, +))
  }

  /// P(X = value).
  func at(_ value: Int) -> Double {
    let index = value - lowest
    return probabilities.indices.contains(index) ? probabilities[index] : 0
  }

  /// P of all values that are no likelier than this one, where masses that differ by rounding are equal.
  func noLikelier(than value: Int) -> Double {
    let limit = at(value) * (1 + 1e-9)
    return min(1, probabilities.reduce(0) { $1 <= limit ? $0 + $1 : $0 })
  }

  /// The sum of this and an independent other.
  func plus(_ other: LatticeDistribution) -> LatticeDistribution {
    let (short, long) = probabilities.count < other.probabilities.count ? (self, other) : (other, self)
    var sums = [Double](repeating: 0, count: short.probabilities.count + long.probabilities.count - 1)
    let width = long.probabilities.count
    sums.withUnsafeMutableBufferPointer { sums in
      long.probabilities.withUnsafeBufferPointer { long in
        for (offset, factor) in short.probabilities.enumerated() {
          // Plain indices over raw buffers: the one hot loop, which the compiler then vectorises.
          for index in 0..<width { sums[offset &+ index] += factor * long[index] }
        }
      }
    }
    return LatticeDistribution(lowest: lowest + other.lowest, probabilities: sums).trimmed()
  }

  /// The sum of `count` independent copies, by squaring.
  func times(_ count: Int) -> LatticeDistribution {
    var sum = Self.zero
    var power = self
    var rest = count
    while rest > 0 {
      if !rest.isMultiple(of: 2) { sum = sum.plus(power) }
      rest /= 2
      if rest > 0 { power = power.plus(power) }
    }
    return sum
  }

  /// The sum of independent distributions, joined in a balanced tree so that most joins are of short ones.
  static func sum(_ parts: [LatticeDistribution]) -> LatticeDistribution {
    var parts = parts
    while parts.count > 1 {
      parts = stride(from: 0, to: parts.count, by: 2).map { index in
        index + 1 < parts.count ? parts[index].plus(parts[index + 1]) : parts[index]
      }
    }
    return parts.first ?? zero
  }

  private func trimmed() -> LatticeDistribution {
    let low = Self.emptyEnd(probabilities)
    let high = Self.emptyEnd(probabilities.reversed())
    let kept = probabilities[low..<(probabilities.count - high)]
    return LatticeDistribution(lowest: lowest + low, probabilities: Self.normalized(kept))
  }

  /// Rounding moves the total by about 1e-16, which ten thousand summands would turn into 1e-12 of every tail.
  private static func normalized(_ weights: some Collection<Double>) -> [Double] {
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// How many values from the start together hold no more than ``negligible``.
  private static func emptyEnd(_ probabilities: some Sequence<Double>) -> Int {
    var held = 0.0
    var count = 0
    for probability in probabilities {
      held += probability
      if held > negligible { break }
      count += 1
    }
    return count
  }
}
