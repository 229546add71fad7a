import EvalCore

/// The judged trials of a run by arm and case, so that a case is shown without searching all trials.
struct TrialIndex {
  private let trials: [JudgedTrial]
  /// In ``trials``.
  private let indices: [Arm: [String: [Int]]]

  init(_ scores: Scores) {
    var indices: [Arm: [String: [Int]]] = [:]
    for (index, trial) in scores.trials.enumerated() {
      indices[trial.arm, default: [:]][trial.trial.caseID, default: []].append(index)
    }
    trials = scores.trials
    self.indices = indices
  }

  /// By repeat.
  subscript(arm: Arm, caseID: String) -> [JudgedTrial] { indices[arm]?[caseID]?.map { trials[$0] } ?? [] }
}

extension JudgedTrial {
  fileprivate var arm: Arm { trial.arm }
}

extension ArmScore {
  var arm: Arm { Arm(variant: variant, model: model) }
}
