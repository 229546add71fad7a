import Synchronization

/// Watches an adaptive run and says which trials it no longer needs: those of arms that are known to fail.
///
/// After each round everything is judged and compared as it would be at the end; the evidence may be looked at so often
/// (`method.md` 2.8, 00.9). Only failing ends early: passing takes all planned repeats.
///
/// A class because the runner's tasks share it.
package final class AdaptiveStop: Sendable {
  private let record: RunRecord
  private let suite: Suite
  private let plan: Plan
  private let state: Mutex<State>

  private struct State {
    var transcripts: [Transcript]
    /// By round, trials that were neither answered nor spared.
    var open: [Int: Int]
    var failed: Set<Plan.Arm> = []
  }

  /// - Parameter kept: what an earlier attempt at the run has already asked.
  package init(_ record: RunRecord, _ suite: Suite, _ plan: Plan, kept: [Transcript] = []) {
    (self.record, self.suite, self.plan) = (record, suite, plan)
    var open = Dictionary(grouping: plan.trials, by: \.repeat).mapValues(\.count)
    for transcript in kept { open[transcript.trial.repeat, default: 0] -= 1 }
    state = Mutex(State(transcripts: kept, open: open))
  }

  package func note(_ transcript: Transcript) {
    state.withLock { state in
      state.transcripts.append(transcript)
      close(transcript.trial, &state)
    }
  }

  /// Whether the trial's arm is decided; for the control, whether all others are.
  package func isSpared(_ trial: Trial) -> Bool {
    state.withLock { state in
      guard isDecided(trial, state.failed) else { return false }
      close(trial, &state)
      return true
    }
  }

  private func isDecided(_ trial: Trial, _ failed: Set<Plan.Arm>) -> Bool {
    let candidates = plan.variants.dropFirst().map { Plan.Arm(variant: $0, model: trial.model) }
    if trial.variant == plan.variants.first { return !candidates.isEmpty && candidates.allSatisfy(failed.contains) }
    return failed.contains(Plan.Arm(variant: trial.variant, model: trial.model))
  }

  private func close(_ trial: Trial, _ state: inout State) {
    state.open[trial.repeat, default: 0] -= 1
    guard state.open[trial.repeat] == 0 else { return }
    let scored = ScoredRun(Run(record: record, suite: suite, plan: plan, transcripts: state.transcripts))
    let gate = GateOutcome(scored, Comparison.all(scored))
    for rule in gate.rules where rule.outcome == .fail && ["max_drop", "max_tool_drop"].contains(rule.rule) {
      guard let variant = rule.variant, let model = rule.model else { continue }
      state.failed.insert(Plan.Arm(variant: variant, model: model))
    }
  }
}
