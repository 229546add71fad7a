/// How often McNemar's exact one-sided test finds a drop.
///
/// The exact power at one repeat that approximations are compared with.
package enum McNemarPower {
  /// The power over `pairs` pairs of which a share `passToFail` breaks and `failToPass` mends, by summing over all
  /// numbers of pairs that differ.
  ///
  /// `nil` unless the shares are not below 0 and at most 1 together, and `0 < alpha < 1`.
  package static func exact(pairs: Int, passToFail: Double, failToPass: Double, alpha: Double = 0.05) -> Double? {
    let discordant = passToFail + failToPass
    guard pairs >= 0, passToFail >= 0, failToPass >= 0, discordant <= 1, alpha > 0, alpha < 1 else { return nil }
    if discordant == 0 { return 0 }
    var critical = -1
    return (0...pairs).reduce(0) { power, differing in
      // The largest number of mended pairs that is still significant grows with the number of pairs that differ.
      while critical < differing, Binomial.atMost(critical + 1, of: differing) <= alpha { critical += 1 }
      return power + Binomial.mass(differing, of: pairs, p: discordant)
        * Binomial.atMost(critical, of: differing, p: failToPass / discordant)
    }
  }
}
