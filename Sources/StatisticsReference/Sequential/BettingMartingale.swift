import Foundation

/// The capital of someone who bets that the mean of values in 0...1 is not what it is said to be: if it is, the capital
/// ever reaches 1/α with probability at most α (Waudby-Smith and Ramdas 2024). Unlike the binomial tests it
/// takes scores that are not 0 or 1.
///
/// For scores between 0 and 1, should the e-process have to take them.
package enum BettingMartingale {
  /// The capital after each value, when `share` of it bets on a higher mean and the rest on a lower one.
  ///
  /// Bets are cut so that no value costs more than `truncation` of the capital: at truncation/m for the higher side
  /// and truncation/(1 - m) for the lower. `nil` unless values and `share` lie in 0...1, the mean strictly inside,
  /// `truncation` in 0...1, and there is a bet, not below 0, for each value.
  package static func capital(
    _ values: [Double], against mean: Double, bets: [Double], share: Double = 0.5, truncation: Double = 0.5
  ) -> [Double]? {
    guard mean > 0, mean < 1, 0...1 ~= share, 0...1 ~= truncation, values.count == bets.count,
      values.allSatisfy({ 0...1 ~= $0 }), bets.allSatisfy({ $0 >= 0 })
    else { return nil }
    var (higher, lower) = (share, 1 - share)
    return zip(values, bets).map { value, bet in
      higher *= 1 + min(bet, truncation / mean) * (value - mean)
      lower *= 1 - min(bet, truncation / (1 - mean)) * (value - mean)
      return higher + lower
    }
  }

  /// Bets that suit the variance seen so far, each from the values before it: √(2·ln(1/α)/(σ̂²·t·ln(1 + t))), with one
  /// imagined value of mean ½ and variance ¼ at the start ("predictable plug-in").
  ///
  /// `nil` unless `0 < alpha < 1`.
  package static func bets(_ values: [Double], alpha: Double = 0.05) -> [Double]? {
    guard alpha > 0, alpha < 1 else { return nil }
    var (sum, squares) = (0.5, 0.25)
    return values.enumerated().map { index, value in
      let t = Double(index + 1)
      let variance = squares / t
      sum += value
      let center = sum / (t + 1)
      squares += (value - center) * (value - center)
      return (2 * log(1 / alpha) / (t * log1p(t) * variance)).squareRoot()
    }
  }
}
