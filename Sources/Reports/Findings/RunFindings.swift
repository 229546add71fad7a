import EvalCore

/// What several reports look up case by case, put in order once.
struct RunFindings {
  let trials: TrialIndex
  /// How often each case is asked, by arm.
  let planned: [Arm: [String: Int]]
  /// By arm and case.
  let broken: [Arm: [String: BrokenCase]]

  init(_ evaluation: Evaluation) {
    trials = TrialIndex(evaluation.scores)
    planned = evaluation.run.plan.repeatsByArm
    broken = BrokenCase.all(evaluation).reduce(into: [:]) { $0[$1.arm, default: [:]][$1.caseID] = $1 }
  }
}
