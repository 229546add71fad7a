import EvalCore

/// What a case does mostly where it is not right: the most frequent outcome of the arm in which it is right least often.
struct CommonFailure {
  /// Of the arm; nil where there is no other.
  let variant: String?
  let outcome: Outcome
  /// The first tool that was called and matched nothing.
  let stray: String?

  private struct Way: Hashable {
    let outcome: Outcome
    let stray: String?
  }

  /// Nil where no trial of the case is wrong; among equals the first.
  init?(of caseID: String, in arms: [ArmScore], _ index: TrialIndex) {
    var worst: (arm: ArmScore, share: Double, wrong: [JudgedTrial])?
    for arm in arms {
      let scored = index[arm.arm, caseID].filter(\.outcome.isScored)
      let wrong = scored.filter { !$0.isCorrect(arm.strictness) }
      let share = scored.isEmpty ? 0 : Double(wrong.count) / Double(scored.count)
      if share > worst?.share ?? 0 { worst = (arm, share, wrong) }
    }
    guard let worst else { return nil }
    let ways = worst.wrong.map { trial in
      Way(outcome: trial.outcome, stray: trial.calls.first { $0.matched == nil }?.tool)
    }
    let counts = ways.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    guard let way = ways.first(where: { counts[$0] == most }) else { return nil }
    variant = arms.count > 1 ? worst.arm.variant : nil
    outcome = way.outcome
    stray = way.stray
  }
}
