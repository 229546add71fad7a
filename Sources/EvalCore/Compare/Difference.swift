import Statistics

/// Candidate minus control over some paired cases, with its interval and its tests (`method.md` 2.4, 2.5).
package struct Difference: Sendable, Hashable {
  /// In shares of 1.
  package let delta: Double
  package let low: Double
  package let high: Double
  /// Of the interval.
  package let level: Double
  package let scope: Estimate.Scope
  /// One-sided, that the candidate is worse: by Holm over everything that is compared with it.
  package private(set) var drop: Evidence
  /// One-sided, that it is better; ``Evidence/untested`` for single tools and tags.
  package private(set) var gain: Evidence
  /// The smallest drop that could have been shown, in shares of 1; nil where any change shows.
  package let detectable: Double?
  /// How far the candidate could have fallen; nil where nobody guards these cases.
  package private(set) var room: Room?

  package init(
    delta: Double, low: Double, high: Double, level: Double = Levels.gateInterval, scope: Estimate.Scope = .suite,
    drop: Evidence, gain: Evidence? = nil, detectable: Double? = nil, room: Room? = nil
  ) {
    self.delta = delta
    self.low = low
    self.high = high
    self.level = level
    self.scope = scope
    self.drop = drop
    self.gain = gain ?? (drop == .fact ? .fact : .untested)
    self.detectable = detectable
    self.room = room
  }

  /// What stands behind Δ in the direction that it has.
  package var evidence: Evidence { delta < 0 ? drop : gain }

  /// Whether it differs from nothing: a fact, or more than noise.
  package var isKnown: Bool { delta != 0 && evidence.isKnown(at: Levels.alpha) }

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
    let delta = suite.estimate
    if basis == .fact {
      self.init(delta: delta, low: delta, high: delta, drop: .fact, gain: .fact)
      return
    }
    let p = basis == .rounds ? Self.anytime(pairs) : Self.exact(counts)
    let (drop, gain) = (
      Evidence.tested(p: p.regression, adjusted: p.regression),
      Evidence.tested(p: p.improvement, adjusted: p.improvement)
    )
    if let interval = suite.interval(level: Levels.gateInterval) {
      self.init(
        delta: delta, low: interval.low, high: interval.high, drop: drop, gain: gain, detectable: suite.detectable())
      return
    }
    // One run a case cannot tell noise from change: only the cases themselves can stand for the uncertainty.
    let units = pairs.compactMap(\.unit)
    guard let population = PopulationDifference(units),
      let interval = population.plusTwoInterval(level: Levels.gateInterval)?.clipped(to: -1...1)
    else {
      return nil
    }
    self.init(
      delta: delta, low: interval.low, high: interval.high, scope: .population, drop: drop, gain: gain,
      detectable: DetectableEffect.size(standardError: population.shrunkStandardError))
  }

  /// The same among others: the drop's p over all of them, and how far these cases could have fallen.
  func among(adjusted: Double?, room: Room) -> Difference {
    var copy = self
    copy.drop = drop.adjusted(to: adjusted)
    copy.room = room
    return copy
  }

  /// One of many tools or tags: only drops are tested.
  func ofGroup(adjusted: Double?, room: Room? = nil) -> Difference {
    var copy = self
    copy.drop = drop.adjusted(to: adjusted)
    copy.gain = drop == .fact ? .fact : .untested
    copy.room = room
    return copy
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
