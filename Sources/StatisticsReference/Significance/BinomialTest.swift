package import Statistics

/// Whether a share of successes is compatible with a probability that was named beforehand: the exact binomial test.
///
/// One arm against a named rate, which no rule of the gate asks.
package struct BinomialTest: Sendable, Hashable {
  /// P(X ≤ successes).
  package let pLess: Double
  /// P(X ≥ successes).
  package let pGreater: Double
  /// The probability of everything that is no likelier than what was seen (Sterne 1954).
  package let pTwoSided: Double

  /// `nil` unless `0 ≤ probability ≤ 1`. Without a run every p is 1.
  package init?(_ counts: Counts, against probability: Double) {
    guard probability >= 0, probability <= 1 else { return nil }
    let (k, n) = (counts.successes, counts.runs)
    pLess = Binomial.atMost(k, of: n, p: probability)
    pGreater = Binomial.atLeast(k, of: n, p: probability)
    let expected = Double(n) * probability
    pTwoSided =
      if Double(k) < expected {
        min(1, pLess + Self.oppositeTail(k, of: n, p: probability))
      } else if Double(k) > expected {
        min(1, pGreater + Self.oppositeTail(n - k, of: n, p: 1 - probability))
      } else {
        1
      }
  }

  /// The probability of what lies above the mean and is no likelier than a `k` below it.
  private static func oppositeTail(_ k: Int, of n: Int, p: Double) -> Double {
    // Equal masses differ by rounding.
    let limit = Binomial.mass(k, of: n, p: p) * (1 + 1e-7)
    let first = firstIndex(in: Int((Double(n) * p).rounded(.up))...(n + 1)) { Binomial.mass($0, of: n, p: p) <= limit }
    return Binomial.atLeast(first, of: n, p: p)
  }

  /// Halving, for a claim that stays true once it is; it counts as true at the range's end.
  private static func firstIndex(in range: ClosedRange<Int>, where claim: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if claim(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
