extension Scores {
  /// Judges every transcript of the run and counts arm by arm.
  ///
  /// Trials of the plan without a transcript are missing, and so are those whose endpoint failed; a transcript that the
  /// plan does not know is left out.
  package init(_ run: Run) {
    let judged = JudgedRun(run)
    self.init(trials: judged.trials, arms: judged.arms.map { ArmScore($0, of: judged.trials, run) })
  }
}
