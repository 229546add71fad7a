import EvalCore

/// The judged trials of a run by arm and case, so that a case is shown without searching all trials.
struct TrialIndex {
  private let trials: [Plan.Arm: [String: [JudgedTrial]]]

  init(_ scores: Scores) {
    var trials: [Plan.Arm: [String: [JudgedTrial]]] = [:]
    for trial in scores.trials { trials[trial.arm, default: [:]][trial.trial.caseID, default: []].append(trial) }
    self.trials = trials
  }

  /// By repeat.
  subscript(arm: Plan.Arm, caseID: String) -> [JudgedTrial] { trials[arm]?[caseID] ?? [] }
}

extension JudgedTrial {
  fileprivate var arm: Plan.Arm { Plan.Arm(variant: trial.variant, model: trial.model) }
}

extension ArmScore {
  var arm: Plan.Arm { Plan.Arm(variant: variant, model: model) }
}
