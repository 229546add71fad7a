import Foundation
package import Statistics

/// Wald's sequential probability ratio test (1945) of one arm's success rate against a worse one: runs are added until
/// one of two claims is settled (method 2.8).
///
/// The alternative to ``McNemarEProcess`` that has to know both rates beforehand.
package struct ProbabilityRatioTest: Sendable, Hashable {
  /// ln((1 - β)/α): at or above it the good rate is rejected.
  package let rejectAt: Double
  /// ln(β/(1 - α)): at or below it the good rate is accepted.
  package let acceptAt: Double
  /// What a success, and what a failure, adds to the log-likelihood ratio of bad against good.
  package let perSuccess: Double
  package let perFailure: Double

  package enum Decision: String, Sendable, Hashable {
    case reject
    case accept
    case goOn
  }

  /// `alpha` bounds the chance to reject a good arm, `beta` the chance to accept a bad one, both nearly.
  ///
  /// `nil` unless 0 < bad < good < 1 and `alpha` and `beta` are above 0 and below 1 together.
  package init?(good: Double, bad: Double, alpha: Double = 0.05, beta: Double = 0.2) {
    guard 0 < bad, bad < good, good < 1, alpha > 0, beta > 0, alpha + beta < 1 else { return nil }
    rejectAt = log((1 - beta) / alpha)
    acceptAt = log(beta / (1 - alpha))
    perSuccess = log(bad / good)
    perFailure = log((1 - bad) / (1 - good))
  }

  /// The log-likelihood ratio of the runs so far.
  package func logRatio(_ counts: Counts) -> Double {
    Double(counts.successes) * perSuccess + Double(counts.failures) * perFailure
  }

  package func decision(_ counts: Counts) -> Decision {
    let ratio = logRatio(counts)
    return ratio >= rejectAt ? .reject : ratio <= acceptAt ? .accept : .goOn
  }

  /// How many failures from the start reject, and how many successes accept.
  package var straightFailuresToReject: Int { Int((rejectAt / perFailure).rounded(.up)) }
  package var straightSuccessesToAccept: Int { Int((acceptAt / perSuccess).rounded(.up)) }
}
