import Statistics

/// Whether two orders of the same things agree: Kendall's τ and Spearman's ρ.
///
/// Here for the order in ``SequenceMatch``.
package struct RankCorrelation: Sendable, Hashable {
  /// Pairs in the same order, and in the opposite one; pairs tied on a side are neither.
  package let concordant: Int
  package let discordant: Int
  /// (C - D)/all pairs.
  package let tauA: Double
  /// (C - D)/√(pairs not tied in x·pairs not tied in y) (Kendall 1945); `nil` where a side has one value only.
  package let tauB: Double?
  /// 2(C - D)/(n²(m - 1)/m), with m the fewer different values of a side (Stuart 1953); `nil` as above.
  package let tauC: Double?
  /// Pearson's correlation of the ranks, ties sharing their mean (Spearman 1904); `nil` as above.
  package let spearman: Double?
  private let count: Int
  private let xTies: TiedGroups
  private let yTies: TiedGroups

  /// Values in the same order; `nil` below two, when their numbers differ, or when one is `nan`.
  package init?(_ x: [Double], _ y: [Double]) {
    guard x.count == y.count, x.count >= 2, !(x + y).contains(where: \.isNaN) else { return nil }
    count = x.count
    (concordant, discordant) = Self.comparedPairs(x, y)
    (xTies, yTies) = (TiedGroups(x), TiedGroups(y))
    let (all, net) = (Double(count * (count - 1) / 2), Double(concordant - discordant))
    tauA = net / all
    let untied = (all - Double(xTies.pairs)) * (all - Double(yTies.pairs))
    let classes = Double(min(xTies.classes, yTies.classes))
    tauB = untied > 0 ? net / untied.squareRoot() : nil
    tauC = untied > 0 ? 2 * net / (Double(count * count) * (classes - 1) / classes) : nil
    spearman = untied > 0 ? LinearCorrelation.coefficient(Self.ranks(x), Self.ranks(y)) : nil
  }
  /// Two-sided p of "no association": exact without ties up to 33 values, normal otherwise (Kendall 1970); `nil` where
  /// a side has one value only.
  package var kendallP: Double? {
    guard tauB != nil else { return nil }
    let hasTies = xTies.pairs > 0 || yTies.pairs > 0
    return hasTies || count > 33 ? normalP : exactP
  }

  /// Numbers of inversions of random permutations, by adding one item after the other.
  private var exactP: Double {
    var shares = [1.0]
    for items in 2...count {
      var sums = [Double](repeating: 0, count: shares.count + items - 1)
      for (inversions, share) in shares.enumerated() {
        for place in 0..<items { sums[inversions + place] += share / Double(items) }
      }
      shares = sums
    }
    return min(1, 2 * shares.prefix(min(concordant, discordant) + 1).reduce(0, +))
  }

  private var normalP: Double {
    let (n, net) = (Double(count), Double(concordant - discordant))
    let ordered = n * (n - 1)
    let variance =
      (ordered * (2 * n + 5) - xTies.spread - yTies.spread) / 18
      + 2 * Double(xTies.pairs) * Double(yTies.pairs) / ordered
      + (n > 2 ? xTies.triples * yTies.triples / (9 * ordered * (n - 2)) : 0)
    return 2 * Normal.upperTail(abs(net) / variance.squareRoot())
  }

  private static func comparedPairs(_ x: [Double], _ y: [Double]) -> (concordant: Int, discordant: Int) {
    var (concordant, discordant) = (0, 0)
    for i in x.indices {
      for j in 0..<i where x[i] != x[j] && y[i] != y[j] {
        if (x[i] < x[j]) == (y[i] < y[j]) { concordant += 1 } else { discordant += 1 }
      }
    }
    return (concordant, discordant)
  }

  /// From 1; equal values share the mean of their ranks.
  private static func ranks(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    var last: [Double: Int] = [:]
    for (index, value) in sorted.enumerated() { last[value] = index + 1 }
    let sizes = values.reduce(into: [Double: Int]()) { $0[$1, default: 0] += 1 }
    return values.map { Double(last[$0] ?? 0) - Double((sizes[$0] ?? 1) - 1) / 2 }
  }
}

/// What ties take from the number of comparisons and from its variance.
private struct TiedGroups: Sendable, Hashable {
  let classes: Int
  /// Σt(t - 1)/2.
  let pairs: Int
  /// Σt(t - 1)(t - 2).
  let triples: Double
  /// Σt(t - 1)(2t + 5).
  let spread: Double

  init(_ values: [Double]) {
    let sizes = values.reduce(into: [Double: Int]()) { $0[$1, default: 0] += 1 }.values.sorted()
    classes = sizes.count
    pairs = sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    triples = sizes.reduce(0) { $0 + Double($1) * Double($1 - 1) * Double($1 - 2) }
    spread = sizes.reduce(0) { $0 + Double($1) * Double($1 - 1) * Double(2 * $1 + 5) }
  }
}
