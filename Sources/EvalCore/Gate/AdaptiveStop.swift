import Synchronization

/// Watches an adaptive run and says which trials it no longer needs: those of arms that are known to fail.
///
/// A round is every trial of one repeat that is still needed. When it is closed, everything is judged and compared as it would
/// be at the end; the evidence may be looked at so often (`method.md` 2.8, 00.9). Only failing ends early: passing takes all
/// planned repeats. What is decided hangs on whole rounds alone, never on the order in which answers come, and what an earlier
/// attempt at the run has asked is looked at round by round as it would have been then.
///
/// A class because the runner's tasks share it.
package final class AdaptiveStop: Sendable {
  private let record: RunRecord
  private let suite: Suite
  private let plan: Plan
  private let catalogues: Catalogues
  private let trialsByRound: [Int: [Trial]]
  private let state: Mutex<State>

  private struct State {
    var transcripts: [Transcript]
    var answered: Set<Int>
    /// The round that is open.
    var round = 1
    var failed: Set<Arm> = []
  }

  /// - Parameters:
  ///   - kept: what an earlier attempt at the run has already asked.
  ///   - catalogues: what the run's models are shown.
  package init(
    _ record: RunRecord, _ suite: Suite, _ plan: Plan, kept: [Transcript] = [], catalogues: Catalogues = Catalogues()
  ) {
    (self.record, self.suite, self.plan, self.catalogues) = (record, suite, plan, catalogues)
    trialsByRound = Dictionary(grouping: plan.trials, by: \.repeat)
    state = Mutex(State(transcripts: kept, answered: Set(kept.map(\.trial.number))))
    state.withLock { closeRounds(&$0) }
  }

  package func note(_ transcript: Transcript) {
    state.withLock { state in
      state.transcripts.append(transcript)
      state.answered.insert(transcript.trial.number)
      closeRounds(&state)
    }
  }

  /// Whether the trial's arm is decided; for the control, whether all others are.
  package func isSpared(_ trial: Trial) -> Bool { state.withLock { isDecided(trial, $0.failed) } }

  private func isDecided(_ trial: Trial, _ failed: Set<Arm>) -> Bool {
    let candidates = plan.variants.dropFirst().map { Arm(variant: $0, model: trial.model) }
    if trial.variant == plan.variants.first { return !candidates.isEmpty && candidates.allSatisfy(failed.contains) }
    return failed.contains(trial.arm)
  }

  /// Looks at each round, in order, of which nothing is waited for any more.
  private func closeRounds(_ state: inout State) {
    while let trials = trialsByRound[state.round],
      trials.allSatisfy({ state.answered.contains($0.number) || isDecided($0, state.failed) })
    {
      state.failed.formUnion(failing(in: state.transcripts.filter { $0.trial.repeat <= state.round }))
      state.round += 1
    }
  }

  private func failing(in transcripts: [Transcript]) -> [Arm] {
    let scored = ScoredRun(
      Run(record: record, suite: suite, plan: plan, transcripts: transcripts, catalogues: catalogues))
    let gate = GateOutcome(scored, Comparison.all(scored))
    return gate.rules.filter { $0.verdict == .fail && $0.rule.holdsAfterEveryRound }.compactMap(\.arm)
  }
}
