extension EvalCase {
  /// The control's names of the tools that the case is about, where two arms answered it.
  ///
  /// Where several answers are right, a tool that most of the right ones of both arms used, and none where they are
  /// divided: such a case says nothing about a single tool. The answers of both arms are counted together, so that the exact
  /// test, which deals them out to the arms anew, stays exact.
  func goldTools(_ control: ScoredArm, _ candidate: ScoredArm) -> [String] {
    let expectation = expectation(in: control.score.variant)
    guard expectation.hasSeveralGolds else { return expectation.firstGoldTools }
    let isJudgedAlike = expectIn[control.score.variant] == nil && expectIn[candidate.score.variant] == nil
    var (right, all) = (GoldTally(), GoldTally())
    for arm in isJudgedAlike ? [control, candidate] : [control] {
      let trials = arm.scored.scores.trials
      for index in arm.trialIndices[id] ?? [] {
        // Member by member, because taking a trial out of its array copies all of it.
        all.add(trials[index].confusion)
        if trials[index].nameExact { right.add(trials[index].confusion) }
      }
    }
    if right.trials > 0 { return right.ofMost }
    return all.ofMost.isEmpty ? expectation.firstGoldTools : all.ofMost
  }
}

/// How many of some trials have a tool as their gold.
private struct GoldTally {
  private(set) var trials = 0
  private var tools: [String: Int] = [:]

  mutating func add(_ confusion: [ConfusionCell]) {
    trials += 1
    for tool in Set(confusion.map(\.gold)) where tool != ConfusionCell.none { tools[tool, default: 0] += 1 }
  }

  /// The gold of more than half of them, by name.
  var ofMost: [String] { tools.filter { 2 * $0.value > trials }.keys.sorted() }
}
