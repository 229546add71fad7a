import Statistics

/// Candidate minus control over some paired cases, with its interval and its exact test (`method.md` 2.4, 2.5).
struct Difference {
  /// Of the interval: 5 % on either side, as the gate reads it.
  static let level = 0.90

  let delta: Double
  let low: Double
  let high: Double
  let scope: Estimate.Scope
  /// Nil where both arms are facts.
  let pRegression: Double?
  let pImprovement: Double?
  let detectable: Double?

  /// Nil without a pair.
  ///
  /// - Parameter isExact: the arms answer the same to the same request, so that the difference is a fact.
  init?(_ pairs: [CasePair], isExact: Bool) {
    let counts = pairs.map(\.counts)
    guard let suite = SuiteDifference(counts) else { return nil }
    delta = suite.estimate
    if isExact {
      (low, high, scope) = (delta, delta, .suite)
      (pRegression, pImprovement, detectable) = (nil, nil, nil)
      return
    }
    let test = StratifiedExactTest(counts)
    (pRegression, pImprovement) = (test.pRegression, test.pImprovement)
    if let interval = suite.interval(level: Self.level) {
      (low, high, scope) = (interval.low, interval.high, .suite)
      detectable = suite.detectable()
      return
    }
    // One run a case cannot tell noise from change: only the cases themselves can stand for the uncertainty.
    let units = pairs.compactMap(\.unit)
    guard let population = PopulationDifference(units), let interval = population.interval(level: Self.level) else {
      return nil
    }
    (low, high, scope) = (interval.low, interval.high, .population)
    detectable = DetectableEffect.size(standardError: population.shrunkStandardError)
  }
}

/// A case that both arms of a comparison answered.
struct CasePair {
  let evalCase: EvalCase
  let control: CaseTally
  let candidate: CaseTally

  var counts: PairedCounts {
    PairedCounts(
      control: Counts(successes: control.correct, runs: control.scored),
      candidate: Counts(successes: candidate.correct, runs: candidate.scored), weight: evalCase.weight)
  }

  var unit: ClusteredMean.Unit? {
    counts.difference.map { ClusteredMean.Unit($0, weight: evalCase.weight, family: evalCase.family) }
  }
}
