/// McNemar's test of a paired change, exact and mid-p, from the pairs that disagree (method 2.5; mid-p after Fagerland,
/// Lydersen and Laake 2013).
///
/// The special case that the product's two exact tests must agree with at one repeat.
package struct McNemarTest: Sendable, Hashable {
  /// 2·P(X ≤ min(b, c)) with X ~ Bin(b + c, ½), at most 1.
  package let pTwoSided: Double
  /// The same with half of P(X = min(b, c)) left out.
  package let midPTwoSided: Double
  /// P(X ≤ c): small when too many passes became failures.
  package let pRegression: Double
  package let midPRegression: Double
  /// P(X ≤ b): small when too many failures became passes.
  package let pImprovement: Double
  package let midPImprovement: Double

  /// Numbers of pairs, not negative. Without a discordant pair every p, mid-p too, is 1.
  package init(passToFail b: Int, failToPass c: Int) {
    precondition(b >= 0 && c >= 0, "expected counts of pairs, found \(b) and \(c)")
    let fewer = min(b, c)
    let pairs = b + c
    pRegression = Binomial.atMost(c, of: pairs)
    pImprovement = Binomial.atMost(b, of: pairs)
    pTwoSided = min(1, 2 * Binomial.atMost(fewer, of: pairs))
    // P(X = c) is P(X = b) by symmetry.
    let half = pairs == 0 ? 0 : 0.5 * Binomial.mass(c, of: pairs)
    midPRegression = pRegression - half
    midPImprovement = pImprovement - half
    midPTwoSided = pairs == 0 ? 1 : min(1, 2 * (Binomial.atMost(fewer, of: pairs) - half))
  }
}
