/// A run with the scores of its arms: made by judging a ``Run``, consumed by comparisons and the gate.
package struct ScoredRun: Sendable {
  package let run: Run
  package let scores: Scores
  /// The scored trials of each arm by case, by index in ``Scores/trials``.
  let trialIndices: [Arm: [String: [Int]]]

  package init(_ run: Run) { self.init(run: run, scores: Scores(run)) }

  package init(run: Run, scores: Scores) {
    self.run = run
    self.scores = scores
    trialIndices = scores.trialIndices
  }

  /// One arm with what a comparison looks up in it.
  func arm(_ score: ArmScore) -> ScoredArm { ScoredArm(score: score, scored: self) }
}

extension Scores {
  /// The repeats of a case mostly follow each other, so that what they have in common is looked up once.
  fileprivate var trialIndices: [Arm: [String: [Int]]] {
    var trialIndices: [Arm: [String: [Int]]] = [:]
    var repeats: [Int] = []
    let close = { (repeats: inout [Int]) in
      guard let first = repeats.first.map({ trials[$0].trial }) else { return }
      trialIndices[first.arm, default: [:]][first.caseID, default: []] += repeats
      repeats.removeAll(keepingCapacity: true)
    }
    for index in trials.indices where trials[index].outcome.isScored && !trials[index].isCopy {
      if let last = repeats.last, !trials[last].trial.isRepeat(of: trials[index].trial) { close(&repeats) }
      repeats.append(index)
    }
    close(&repeats)
    return trialIndices
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
  /// Its scored trials by case, by index in ``Scores/trials``.
  var trialIndices: [String: [Int]] { scored.trialIndices[score.arm] ?? [:] }
}
