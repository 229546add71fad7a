import EvalCore
import Foundation
import History
import OrderedJSON

/// Where a run begins: afresh, or from what an interrupted one has kept.
struct Start {
  let record: RunRecord
  let recorder: RunRecorder
  let earlier: EarlierAttempt
  let remark: String

  init(fresh plan: Plan, shard: PlanParameters.Shard?, suite: Suite, store: HistoryStore) throws {
    record = RunRecord(starting: plan, of: suite)
    do {
      recorder = try store.begin(record, suite: suite, plan: plan, shard: shard)
    } catch {
      throw CommandFailure(.couldNotMeasure, [Message(error)])
    }
    earlier = EarlierAttempt()
    remark = "run \(record.id): \(plan.trials.count.counted("trial"))"
  }

  /// What is expected may have changed since, and counts from now on; what is asked may not.
  ///
  /// - Throws: where the run is another's, or its plan is not today's: what was kept would answer other questions.
  init(resuming reference: String, plan: Plan, suite: Suite, store: HistoryStore) throws {
    do {
      let id = try store.resolve(reference)
      let stored = try store.load(id)
      try Self.requireSameQuestions(stored, plan, suite)
      let planned = plan.trials.keyed(by: \.number)
      let transcripts = stored.transcripts.failingWhereAllAreErrors
      let kept = transcripts.filter { $0.failure == nil && planned[$0.trial.number] == $0.trial }
      let failed = transcripts.filter { $0.failure != nil }.map(\.trial.number)
      let useless = Set(transcripts.map(\.trial.number)).union(stored.damages.compactMap(\.trial))
        .subtracting(kept.map(\.trial.number))
      earlier = EarlierAttempt(kept: kept, failed: Set(failed))
      recorder = try store.resume(id, forgetting: useless.sorted(), by: (suite, plan))
      var record = stored.record
      record.conditions = Conditions(suite).digest
      self.record = record
      let damaged = stored.damages.isEmpty ? "" : "; what cannot be read is asked again: \(stored.damagesText)"
      remark = "run \(id): \(kept.count) of \(plan.trials.count.counted("trial")) are kept\(damaged)"
    } catch let failure as HistoryFailure {
      throw CommandFailure(failure)
    }
  }

  private static func requireSameQuestions(_ stored: StoredRun, _ plan: Plan, _ suite: Suite) throws {
    let id = stored.record.id
    guard stored.record.suiteName == suite.name else {
      throw CommandFailure(.wrongInput, "run \(id) is of suite '\(stored.record.suiteName)', not of '\(suite.name)'")
    }
    let planned = stored.plan.differences(to: plan, of: suite)
    var differences = planned.map(\.name)
    if differences.isEmpty { differences = try StoredEvaluation(stored).suite().questions(unlike: suite) }
    guard differences.isEmpty else {
      throw CommandFailure(
        .wrongInput,
        "run \(id) asked different questions than it would today: \(differences.prefix(8).joined(separator: "; "))",
        fix: planned.asItBegan(id) ?? "give the same options and the same suite, or start a new run without --resume")
    }
  }
}

/// Something that a plan was made from and that is another today.
private struct PlanDifference {
  let name: String
  /// What would make the same plan; nil where no option can.
  var options: [(option: String, values: [String])]?
}

extension [PlanDifference] {
  /// The command that was typed, with the options that the run began with; nil where they are not known.
  fileprivate func asItBegan(_ run: String) -> String? {
    let options = compactMap(\.options)
    guard !isEmpty, options.count == count else { return nil }
    return "resume it as it began: \(ResumeCommand(run, replacing: options.flatMap(\.self)))"
  }
}

extension StoredRun {
  /// What of it cannot be read, for people.
  var damagesText: String {
    let named = damages.prefix(3).map(\.description).joined(separator: "; ")
    return named + (damages.count > 3 ? "; and \(damages.count - 3) more" : "")
  }
}

extension PlanParameters {
  /// More cases than that nobody types.
  private static let mostNamedCases = 8

  /// What making a plan from these again would give another plan than this one for.
  ///
  /// Another number of trials is a reason of its own only where nothing else explains it.
  fileprivate func differences(to plan: Plan, of suite: Suite) -> [PlanDifference] {
    let selected = Set(plan.trials.map(\.caseID))
    let all = caseIDs + unaskedIDs
    let cases = all.count > Self.mostNamedCases ? nil : [("--case", all), ("--tag", [])]
    let checks: [(Bool, PlanDifference)] = [
      (
        variants == plan.variants,
        .init(name: "the variants", options: [("--variant", variants.filter { $0 != control })])
      ),
      (models == plan.models, .init(name: "the models", options: [("--model", models.map(\.name))])),
      (repeats == plan.repeats, .init(name: "--repeats", options: [("--repeats", ["\(repeats)"])])),
      (seed == plan.seed, .init(name: "--seed", options: [("--seed", ["\(seed)"])])),
      (control == suite.broughtControl, .init(name: "--control", options: [("--control", control.map { [$0] } ?? [])])),
      (
        caseIDs == suite.cases.map(\.id).filter(selected.contains),
        .init(name: "which cases are asked", options: cases)
      ),
      (sampling == suite.sampling, .init(name: "the sampling")),
    ]
    let found = checks.filter { !$0.0 }.map(\.1)
    return found.isEmpty && trialCount != plan.trials.count ? [.init(name: "which variants skip a case")] : found
  }
}

extension Suite {
  /// What the models are asked and shown by the cases that another has, where the two are not the same.
  fileprivate func questions(unlike other: Suite) -> [String] {
    let own = casesByID
    let changedSets = other.variants.filter { variant($0.name)?.toolSet != $0.toolSet }.map {
      "the tools of variant '\($0.name)'"
    }
    guard changedSets.isEmpty else { return changedSets }
    return other.cases.filter { !$0.todo }.compactMap { asked in
      guard let before = own[asked.id] else { return "case '\(asked.id)'" }
      var parts = differences(of: before, to: asked, in: other)
      if !showsSameTools(before, asked, in: other) { parts.append("tools") }
      return parts.isEmpty ? nil : "case '\(asked.id)' (\(parts.joined(separator: ", ")))"
    }
  }

  private func showsSameTools(_ before: EvalCase, _ asked: EvalCase, in other: Suite) -> Bool {
    guard before.tools != nil || asked.tools != nil else { return true }
    return other.variants.allSatisfy { variant in
      guard let own = self.variant(variant.name) else { return false }
      return catalogueTools(of: before, in: own) == other.catalogueTools(of: asked, in: variant)
    }
  }
}
