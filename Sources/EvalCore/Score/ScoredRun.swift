/// A run with the scores of its arms: made by judging a ``Run``, consumed by comparisons and the gate.
package struct ScoredRun: Sendable {
  package let run: Run
  package let scores: Scores
  /// The scored trials of each arm by case, as places in ``Scores/trials``.
  let places: [Arm: [String: [Int]]]

  package init(_ run: Run) { self.init(run: run, scores: Scores(run)) }

  package init(run: Run, scores: Scores) {
    self.run = run
    self.scores = scores
    places = scores.places
  }

  /// One arm with what a comparison looks up in it.
  func arm(_ score: ArmScore) -> ScoredArm { ScoredArm(score: score, scored: self) }
}

extension Scores {
  /// The repeats of a case mostly follow each other, so that what they have in common is looked up once.
  fileprivate var places: [Arm: [String: [Int]]] {
    var places: [Arm: [String: [Int]]] = [:]
    var repeats: [Int] = []
    let close = { (repeats: inout [Int]) in
      guard let first = repeats.first.map({ trials[$0].trial }) else { return }
      places[.init(variant: first.variant, model: first.model), default: [:]][first.caseID, default: []] += repeats
      repeats.removeAll(keepingCapacity: true)
    }
    for place in trials.indices where trials[place].outcome.isScored && !trials[place].isCopy {
      if let last = repeats.last, !trials[last].trial.isRepeat(of: trials[place].trial) { close(&repeats) }
      repeats.append(place)
    }
    close(&repeats)
    return places
  }
}

/// One arm of a scored run.
struct ScoredArm {
  let score: ArmScore
  let scored: ScoredRun

  var suite: Suite { scored.run.suite }
  /// The wording that this arm was shown; a scored arm always has one.
  var variant: Variant { suite.variant(score.variant) ?? suite.control }
  var plan: Plan { scored.run.plan }
  /// Its scored trials by case, as places in ``Scores/trials``.
  var places: [String: [Int]] { scored.places[score.arm] ?? [:] }
}
