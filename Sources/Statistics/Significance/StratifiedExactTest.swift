import Foundation

/// Whether a candidate does worse, or better, than the control on *these* cases: the exact conditional test of equal
/// success probabilities in every case (stratified Fisher, exact Cochran–Mantel–Haenszel; method 2.5).
///
/// Given each case's total successes, the candidate's share of them is hypergeometric if nothing changed, and the
/// statistic is their sum. With one run a case it is McNemar's exact test; with one case, Fisher's.
package struct StratifiedExactTest: Sendable, Hashable {
  /// No p-value is reported below this: so far out the sum's tails have been cut, and 0 would claim too much.
  package static let smallestReportedP = 1e-90

  /// P(T ≤ observed), one-sided: small when the candidate succeeded too rarely.
  package let pRegression: Double
  /// P(T ≥ observed), one-sided: small when the candidate succeeded too often.
  package let pImprovement: Double
  /// Mid-p versions, ½P(T = observed) less: nearer to the nominal size, for display and not for a gate.
  package let midPRegression: Double
  package let midPImprovement: Double
  /// The probability of every sum that is no likelier than what was seen: a change in either direction.
  package let pTwoSided: Double
  /// T, the candidate's successes in the informative cases, with mean and variance if nothing changed.
  package let statistic: Int
  package let expectedStatistic: Double
  package let statisticVariance: Double
  /// How many cases had a mixture of outcomes over the two arms; the others cannot change a p-value.
  package let informativeCases: Int

  /// Cases in any order, with any numbers of runs. Without an informative case both p-values are 1 and both mid-p ½.
  package init(_ pairs: [PairedCounts]) {
    var observed = 0
    var copies: [Stratum: Int] = [:]
    for pair in pairs {
      guard let stratum = Stratum(pair) else { continue }
      observed += pair.candidate.successes
      copies[stratum, default: 0] += 1
    }
    informativeCases = copies.values.reduce(0, +)
    // Sorted, because a dictionary's order differs from process to process and rounding would follow it.
    let groups = copies.sorted { $0.key < $1.key }
    let total = LatticeDistribution.sum(groups.map { $0.key.distribution.times($0.value) })
    let half = 0.5 * total.at(observed)
    let lower = total.atMost(observed)
    let upper = total.atLeast(observed)
    pRegression = max(lower, Self.smallestReportedP)
    pImprovement = max(upper, Self.smallestReportedP)
    midPRegression = max(lower - half, Self.smallestReportedP)
    midPImprovement = max(upper - half, Self.smallestReportedP)
    pTwoSided = max(total.noLikelier(than: observed), Self.smallestReportedP)
    statistic = observed
    expectedStatistic = groups.reduce(0) { $0 + $1.key.mean * Double($1.value) }
    statisticVariance = groups.reduce(0) { $0 + $1.key.variance * Double($1.value) }
  }

  /// The arms' counts case by case, in the same order; arrays of different lengths trap.
  package init(control: [Counts], candidate: [Counts]) {
    precondition(control.count == candidate.count, "expected the arms to have the same cases")
    self.init(zip(control, candidate).map { PairedCounts(control: $0, candidate: $1) })
  }

  /// The smallest one-sided p that `cases` cases can give, when everything passes in one arm and fails in the other:
  /// C(K_A + K_B, K_A)^-cases. 1 without repeats or cases; it may underflow to 0.
  package static func smallestAttainableP(controlRuns: Int, candidateRuns: Int, cases: Int = 1) -> Double {
    guard controlRuns > 0, candidateRuns > 0, cases > 0 else { return 1 }
    let ratios = (1...controlRuns).lazy.map { Double($0) / (Double(candidateRuns) + Double($0)) }
    return pow(ratios.reduce(1, *), Double(cases))
  }

  /// What is left to a candidate once the control has answered: ``pRegression`` if it never succeeded,
  /// ∏ C(K_A, s)/C(K_A + K_B, s) with the control's successes s. Below ``smallestReportedP`` it is not followed further.
  package static func smallestAttainableP(_ pairs: [PairedCounts]) -> Double {
    var p = 1.0
    for pair in pairs where p > smallestReportedP {
      let (control, candidate) = (Double(pair.control.runs), Double(pair.candidate.runs))
      for taken in 0..<pair.control.successes {
        p *= (control - Double(taken)) / (control + candidate - Double(taken))
      }
    }
    return max(p, smallestReportedP)
  }
}

/// Cases with the same runs and the same total share a distribution.
private struct Stratum: Hashable, Comparable {
  let successes: Int
  let controlRuns: Int
  let candidateRuns: Int

  /// `nil` for a case that can come out in one way only.
  init?(_ pair: PairedCounts) {
    successes = pair.control.successes + pair.candidate.successes
    controlRuns = pair.control.runs
    candidateRuns = pair.candidate.runs
    guard controlRuns > 0, candidateRuns > 0, successes > 0, successes < controlRuns + candidateRuns else { return nil }
  }

  var distribution: LatticeDistribution {
    LatticeDistribution(successes: successes, drawn: candidateRuns, others: controlRuns)
  }

  /// Of the hypergeometric number of the candidate's successes.
  var mean: Double { Double(successes * candidateRuns) / Double(controlRuns + candidateRuns) }

  var variance: Double {
    let runs = Double(controlRuns + candidateRuns)
    return mean * (runs - Double(successes)) * Double(controlRuns) / (runs * (runs - 1))
  }

  static func < (left: Stratum, right: Stratum) -> Bool {
    (left.controlRuns, left.candidateRuns, left.successes) < (right.controlRuns, right.candidateRuns, right.successes)
  }
}
