import EvalCore

/// The judged trials of a run by arm and case, so that a case is shown without searching all trials.
struct TrialIndex {
  private let trials: [JudgedTrial]
  /// In ``trials``.
  private let places: [Arm: [String: [Int]]]

  init(_ scores: Scores) {
    var places: [Arm: [String: [Int]]] = [:]
    for (place, trial) in scores.trials.enumerated() {
      places[trial.arm, default: [:]][trial.trial.caseID, default: []].append(place)
    }
    trials = scores.trials
    self.places = places
  }

  /// By repeat.
  subscript(arm: Arm, caseID: String) -> [JudgedTrial] { places[arm]?[caseID]?.map { trials[$0] } ?? [] }
}

extension JudgedTrial {
  fileprivate var arm: Arm { trial.arm }
}

extension ArmScore {
  var arm: Arm { Arm(variant: variant, model: model) }
}
