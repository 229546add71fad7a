/// Random numbers that are the same for the same seed everywhere: in every Swift version, and in any program that
/// follows the four rules below. For order and resampling, not for secrets.
///
/// 1. The state s₀…s₃ is the first four outputs of SplitMix64 started at the seed: add 0x9E3779B97F4A7C15 to the
///    state, then z = state, z = (z ^ z>>30)·0xBF58476D1CE4E5B9, z = (z ^ z>>27)·0x94D049BB133111EB, out z ^ z>>31.
/// 2. ``next()`` is xoshiro256** 1.0 (Blackman and Vigna 2018): out rotl(s₁·5, 7)·9, then t = s₁<<17, s₂ ^= s₀, s₃ ^=
///    s₁, s₁ ^= s₂, s₀ ^= s₃, s₂ ^= t, s₃ = rotl(s₃, 45). All arithmetic is modulo 2⁶⁴.
/// 3. ``below(_:)`` is Lemire's method (2019): the high word of next()·n, drawing again while the low word is under
///    2⁶⁴ mod n.
/// 4. ``shuffled(_:)`` is Fisher–Yates from the end: for i = count-1 down to 1, swap i with below(i + 1).
package struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  package init(seed: UInt64) {
    var splitMix = SplitMix64(state: seed)
    self.init(splitMix.next(), splitMix.next(), splitMix.next(), splitMix.next())
  }

  /// A given state, to check against published streams; all zeros would stay zeros.
  init(_ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64) {
    self.s0 = s0
    self.s1 = s1
    self.s2 = s2
    self.s3 = s3
  }

  /// 64 random bits.
  package mutating func next() -> UInt64 {
    let output = Self.rotated(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = Self.rotated(s3, by: 45)
    return output
  }

  /// A whole number in 0..<bound, each equally likely; a bound below 1 traps.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "expected a bound above 0, found \(bound)")
    let bound = UInt64(bound)
    let rejected = (0 &- bound) % bound
    var product = next().multipliedFullWidth(by: bound)
    while product.low < rejected { product = next().multipliedFullWidth(by: bound) }
    return Int(product.high)
  }

  /// A number in 0..<1: the upper 53 bits of ``next()``, in units of 2⁻⁵³.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The items in an order in which every permutation is equally likely.
  package mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for index in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(index, below(index + 1)) }
    return items
  }

  private static func rotated(_ bits: UInt64, by count: UInt64) -> UInt64 { (bits << count) | (bits >> (64 - count)) }
}

/// Spreads a seed over the larger state, so that seeds 1 and 2 give unrelated streams.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
