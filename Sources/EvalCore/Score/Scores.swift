import Statistics

/// A judged run with the rates of every arm: made from a ``Run``, consumed by ``Comparison``, the gate and reports.
package struct Scores: Sendable {
  /// Of the rules that made these numbers; raised with every change of them.
  package static let scorerVersion = 1

  /// In the plan's order of trial numbers.
  package let trials: [JudgedTrial]
  /// Model by model, in the suite's order of variants.
  package let arms: [ArmScore]

  package init(trials: [JudgedTrial], arms: [ArmScore]) {
    self.trials = trials
    self.arms = arms
  }

  /// Judges every transcript of the run and counts arm by arm.
  ///
  /// Trials of the plan without a transcript are missing, and so are those whose endpoint failed; a transcript that the
  /// plan does not know is left out.
  package init(_ run: Run) {
    let judged = JudgedRun(run)
    self.init(trials: judged.trials, arms: judged.arms.map { ArmScore($0, of: judged.trials, run) })
  }

  package subscript(arm: Arm) -> ArmScore? { arms.first { $0.arm == arm } }
}
