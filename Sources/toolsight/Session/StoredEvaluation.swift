import EvalCore
import Foundation
import History
import SuiteFiles

/// A run from history, ready to be judged: by its own suite, or by the suite as it is today.
struct StoredEvaluation {
  private let stored: StoredRun
  private let variant: String?

  /// - Parameter variant: only this one; nil for the whole run.
  init(_ stored: StoredRun, variant: String? = nil) {
    self.stored = stored
    self.variant = variant
  }

  /// The run with the suite that its stored files say.
  func asItWas() throws -> Run {
    guard let root = stored.sources.first else {
      throw CommandFailure(.couldNotMeasure, "run \(stored.record.id) keeps no files to read its suite from")
    }
    do {
      let suite = try SuiteReader(StoredFiles(stored.sources)).read(root.path).suite
      return run(by: suite)
    } catch {
      throw CommandFailure(
        .couldNotMeasure,
        "the files of run \(stored.record.id) cannot be read by this version:\n"
          + error.all.map(\.description).joined(separator: "\n"))
    }
  }

  /// The run with another reading of its suite; cases that it has no transcript of are missing.
  func judged(by today: Suite) throws -> Run {
    guard today.name == stored.record.suiteName else {
      throw CommandFailure(
        .wrongInput,
        "run \(stored.record.id) is of suite '\(stored.record.suiteName)', but '\(today.path)' is '\(today.name)'")
    }
    let lost = stored.plan.variants.filter { today.variant($0) == nil && $0 != stored.plan.control }
    guard lost.isEmpty else {
      throw CommandFailure(
        .wrongInput,
        "suite '\(today.name)' no longer has the variant\(lost.count == 1 ? "" : "s") that the run asked: "
          + lost.joined(separator: ", "))
    }
    return run(by: today)
  }

  /// What the run did not select is no part of it.
  private func run(by suite: Suite) -> Run {
    var suite = suite
    if let control = stored.plan.control, let kept = stored.variants.first(where: { $0.name == control }) {
      suite = suite.controlled(by: kept.toolSet, named: control)
    }
    let variants = variant.map { [$0] } ?? stored.plan.variants
    suite.variants = variants.compactMap(suite.variant)
    let asked = Set(stored.plan.caseIDs)
    suite.unselected = Set(suite.cases.map(\.id)).subtracting(asked)
    suite.cases = suite.cases.filter { asked.contains($0.id) }
    let plan = Plan(
      suite, models: stored.plan.models, repeats: stored.plan.repeats, seed: stored.plan.seed,
      isAdaptive: stored.plan.isAdaptive)
    return Run(record: stored.record, suite: suite, plan: plan, transcripts: stored.transcripts(in: plan))
  }
}

extension StoredRun {
  /// Transcripts under the numbers of a plan that may have other cases than when they were made.
  fileprivate func transcripts(in plan: Plan) -> [Transcript] {
    let trials = Dictionary(plan.trials.map { (TrialKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    return transcripts.compactMap { transcript in
      trials[TrialKey(transcript.trial)].map(transcript.renumbered)
    }
  }
}

/// What a trial asks, whatever its number.
private struct TrialKey: Hashable {
  let caseID: String
  let variant: String
  let model: String
  let `repeat`: Int

  init(_ trial: Trial) {
    caseID = trial.caseID
    variant = trial.variant
    model = trial.model
    `repeat` = trial.repeat
  }
}
