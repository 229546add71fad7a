package import Statistics

/// Where the scatter of the differences between two arms comes from: the cases, or the runs of each arm. It says
/// whether more repeats or more cases would narrow an interval (method 2.9).
///
/// Splits what was measured, where the product plans from a typical suite.
package struct DifferenceVariance: Sendable, Hashable {
  /// ω_d², variance of the cases' true differences, not below 0.
  package let between: Double
  /// σ², variance of one run of each arm around its case's probability: the mean of p̂(1 - p̂)K/(K - 1).
  package let control: Double
  package let candidate: Double
  /// Runs a case, the harmonic mean where cases differ.
  package let controlRepeats: Double
  package let candidateRepeats: Double
  /// The share of the scatter of the observed differences that comes from the runs, of the observed variance s_d²;
  /// above 1 where the runs alone explain more than is seen. `nil` where the differences do not vary.
  package let withinShare: Double?

  /// Variances not below 0 and repeats above 0, as they are planned; `scatter` is s_d² where it was observed.
  package init(
    between: Double, control: Double, candidate: Double, controlRepeats: Double, candidateRepeats: Double,
    scatter: Double? = nil
  ) {
    self.between = between
    self.control = control
    self.candidate = candidate
    self.controlRepeats = controlRepeats
    self.candidateRepeats = candidateRepeats
    let within = control / controlRepeats + candidate / candidateRepeats
    withinShare = MatchCounts.ratio(within, scatter ?? between + within)
  }

  /// By moments; cases without a run in both arms are left out. `nil` below two cases, or where a case was run once
  /// only in an arm.
  package init?(_ pairs: [PairedCounts]) {
    let pairs = pairs.filter { $0.control.runs > 0 && $0.candidate.runs > 0 }
    let differences = pairs.compactMap(\.difference)
    guard let scatter = Moments(differences)?.variance,
      let control = Self.within(pairs.map(\.control)), let candidate = Self.within(pairs.map(\.candidate))
    else { return nil }
    let noise = control.variance / control.repeats + candidate.variance / candidate.repeats
    self.init(
      between: max(0, scatter - noise), control: control.variance, candidate: candidate.variance,
      controlRepeats: control.repeats, candidateRepeats: candidate.repeats, scatter: scatter)
  }

  /// The part of a case's difference that more repeats would remove.
  package var within: Double { control / controlRepeats + candidate / candidateRepeats }

  /// Variance of one case's observed difference; divided by the number of cases, of their mean.
  package var perCase: Double { between + within }

  /// The same design at suite scope, where the cases are given and only runs are random.
  package var atSuiteScope: DifferenceVariance {
    DifferenceVariance(
      between: 0, control: control, candidate: candidate, controlRepeats: controlRepeats,
      candidateRepeats: candidateRepeats)
  }

  /// By the rule of method 2.9: below a within-share of 0.2 more repeats are wasted, above 0.5 they pay.
  package var advice: Advice? {
    withinShare.map { $0 < 0.2 ? .moreCases : $0 > 0.5 ? .moreRepeats : .either }
  }

  /// What narrows the interval for the least money.
  package enum Advice: String, Sendable, Hashable {
    case moreCases
    case moreRepeats
    case either
  }

  private static func within(_ counts: [Counts]) -> (variance: Double, repeats: Double)? {
    guard counts.allSatisfy({ $0.runs > 1 }) else { return nil }
    let cases = Double(counts.count)
    let variance = counts.reduce(0) { sum, counts in
      let rate = counts.rate ?? 0
      return sum + rate * (1 - rate) * Double(counts.runs) / Double(counts.runs - 1)
    }
    return (variance / cases, cases / counts.reduce(0) { $0 + 1 / Double($1.runs) })
  }
}
