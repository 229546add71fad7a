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

  /// What a difference rests on.
  enum Basis {
    /// The arms answer the same to the same request, so that the difference is a fact.
    case fact
    /// As many repeats as were planned.
    case plannedRepeats
    /// As many rounds as it took to decide (`method.md` 2.8).
    case rounds
  }

  /// Nil without a pair.
  init?(_ pairs: [CasePair], _ basis: Basis) {
    let counts = pairs.map(\.counts)
    guard let suite = SuiteDifference(counts) else { return nil }
    delta = suite.estimate
    if basis == .fact {
      (low, high, scope) = (delta, delta, .suite)
      (pRegression, pImprovement, detectable) = (nil, nil, nil)
      return
    }
    (pRegression, pImprovement) = basis == .rounds ? Self.anytime(pairs) : Self.exact(counts)
    if let interval = suite.interval(level: Self.level) {
      (low, high, scope) = (interval.low, interval.high, .suite)
      detectable = suite.detectable()
      return
    }
    // One run a case cannot tell noise from change: only the cases themselves can stand for the uncertainty.
    let units = pairs.compactMap(\.unit)
    guard let population = PopulationDifference(units),
      let interval = population.plusTwoInterval(level: Self.level)?.clipped(to: -1...1)
    else {
      return nil
    }
    (low, high, scope) = (interval.low, interval.high, .population)
    detectable = DetectableEffect.size(standardError: population.shrunkStandardError)
  }
}

extension Difference {
  private static func exact(_ counts: [PairedCounts]) -> (regression: Double, improvement: Double) {
    let test = StratifiedExactTest(counts)
    return (test.pRegression, test.pImprovement)
  }

  /// The strongest evidence after any round: valid although each round decides whether there is another.
  private static func anytime(_ pairs: [CasePair]) -> (regression: Double, improvement: Double) {
    var (broken, mended) = (0, 0)
    var (regression, improvement) = (1.0, 1.0)
    for round in 1...(pairs.map(\.rounds.count).max().map { max(1, $0) } ?? 1) {
      for pair in pairs where pair.rounds.count >= round {
        guard let outcome = pair.rounds[round - 1] else { continue }
        if outcome.control && !outcome.candidate { broken += 1 }
        if !outcome.control && outcome.candidate { mended += 1 }
      }
      regression = min(regression, McNemarEProcess(passToFail: broken, failToPass: mended).pRegression)
      improvement = min(improvement, McNemarEProcess(passToFail: mended, failToPass: broken).pRegression)
    }
    return (regression, improvement)
  }
}

/// A case that both arms of a comparison answered.
struct CasePair {
  /// One repeat in both arms.
  struct Round {
    let control: Bool
    let candidate: Bool
  }

  let evalCase: EvalCase
  let control: CaseTally
  let candidate: CaseTally
  /// By repeat, nil where it was not scored in both; empty where only the counts matter.
  var rounds: [Round?] = []

  var counts: PairedCounts {
    PairedCounts(
      control: Counts(successes: control.correct, runs: control.scored),
      candidate: Counts(successes: candidate.correct, runs: candidate.scored), weight: evalCase.weight)
  }

  var unit: ClusteredMean.Unit? {
    counts.difference.map { ClusteredMean.Unit($0, weight: evalCase.weight, family: evalCase.family) }
  }
}
