import Foundation

/// Evidence of a drop that may be looked at after every run: the mixture test martingale of the pairs that differ
/// (Robbins 1970; Ville 1939; method 2.8).
///
/// Run k of one arm is paired with run k of the other, case by case. If no case got worse, each pair that differs is
/// a fair coin, however hard its case is, and the chance that ``eValue`` ever reaches 1/α is at most α. The same runs
/// must not be tested with a p-value for a fixed number of repeats as well.
package struct McNemarEProcess: Sendable, Hashable {
  package let passToFail: Int
  package let failToPass: Int
  /// Parameter of the symmetric Beta mixture, above 0; 1 is uniform.
  package let mixture: Double

  /// Numbers of pairs over all cases and rounds, not negative; others trap.
  package init(passToFail: Int, failToPass: Int, mixture: Double = 1) {
    precondition(passToFail >= 0 && failToPass >= 0 && mixture > 0, "expected counts of pairs and a mixture above 0")
    self.passToFail = passToFail
    self.failToPass = failToPass
    self.mixture = mixture
  }

  /// The outcomes of each case's runs in the order in which they were made; runs without a partner are left out.
  package init(control: [[Bool]], candidate: [[Bool]]) {
    precondition(control.count == candidate.count, "expected the arms to have the same cases")
    let pairs = zip(control, candidate).flatMap { zip($0, $1) }
    self.init(passToFail: pairs.count { $0 && !$1 }, failToPass: pairs.count { !$0 && $1 })
  }

  /// E against "no case got worse": 2ᵇ⁺ᶜ·2·∫ θᵇ(1 - θ)ᶜ over θ > ½. 1 without a pair that differs.
  package var eValue: Double {
    let (a, b) = posterior
    if b < a { return 2 * twoSidedEValue * IncompleteBeta.regularized(0.5, a: b, b: a) }
    // The powers of 2 cancel; either alone would leave the range when there are thousands of pairs.
    let constant = exp((1 - 2 * mixture) * log(2) - LogGamma.beta(mixture, mixture))
    return constant / (b * IncompleteBeta.continuedFraction(0.5, a: b, b: a))
  }

  /// E against "nothing changed": 2ᵇ⁺ᶜ·B(b + a, c + a)/B(a, a).
  package var twoSidedEValue: Double {
    let pairs = Double(passToFail + failToPass)
    return exp(pairs * log(2) + LogGamma.beta(posterior.a, posterior.b) - LogGamma.beta(mixture, mixture))
  }

  /// A p-value that is valid at any time: min(1, 1/E).
  package var pRegression: Double { min(1, 1 / eValue) }

  /// Parameters of the mixture after the pairs.
  private var posterior: (a: Double, b: Double) { (Double(passToFail) + mixture, Double(failToPass) + mixture) }
}
