import EvalCore
import Foundation
import History
import OrderedJSON

/// Where a run begins: afresh, or from what an interrupted one has kept.
struct Start {
  let record: RunRecord
  let recorder: RunRecorder
  /// Scored transcripts of an earlier attempt.
  let kept: [Transcript]
  let remark: String

  init(fresh plan: Plan, shard: PlanParameters.Shard?, suite: Suite, store: HistoryStore) throws {
    record = RunRecord(starting: plan, of: suite)
    do {
      recorder = try store.begin(record, suite: suite, plan: plan, shard: shard)
    } catch {
      throw CommandFailure(.couldNotMeasure, "\(error)")
    }
    kept = []
    remark = "run \(record.id): \(plan.trials.count.counted("trial"))"
  }

  /// - Throws: where the run is another's, or its plan is not today's: what was kept would answer other questions.
  init(resuming reference: String, plan: Plan, suite: Suite, store: HistoryStore) throws {
    do {
      let id = try store.resolve(reference)
      let stored = try store.load(id)
      guard stored.record.suiteName == suite.name else {
        throw CommandFailure(
          .wrongInput, "run \(id) is of suite '\(stored.record.suiteName)', not of '\(suite.name)'")
      }
      guard stored.plan.describes(plan, of: suite), Set(stored.sources) == Set(suite.sources),
        stored.variants.first?.toolSet == suite.control.toolSet || suite.broughtControl == nil
      else {
        throw CommandFailure(
          .wrongInput,
          "run \(id) asked other questions: its suite, variants, models, repeats or seed differ from today's\n"
            + "  fix: give the same options and files, or start a new run without --resume")
      }
      kept = stored.transcripts.filter { $0.failure == nil }
      recorder = try store.resume(id, forgetting: stored.transcripts.filter { $0.failure != nil }.map(\.trial.number))
      record = stored.record
      remark = "run \(id): \(kept.count) of \(plan.trials.count.counted("trial")) are there"
    } catch let failure as HistoryFailure {
      throw CommandFailure(failure)
    }
  }
}

extension PlanParameters {
  /// Whether making a plan from these again gives this one.
  fileprivate func describes(_ plan: Plan, of suite: Suite) -> Bool {
    let selected = Set(plan.trials.map(\.caseID))
    return variants == plan.variants && models == plan.models && repeats == plan.repeats && seed == plan.seed
      && trialCount == plan.trials.count && caseIDs == suite.cases.map(\.id).filter(selected.contains)
      && judge == suite.judge && sampling == suite.sampling && control == suite.broughtControl
  }
}
