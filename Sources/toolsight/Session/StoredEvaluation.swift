import OrderedJSON
import EvalCore
import Foundation
import History
import SuiteFiles

/// A run from history, ready to be judged: by its own suite, or by what its suite expects today.
struct StoredEvaluation {
  private let stored: StoredRun
  private let variant: String?

  /// - Parameter variant: only this one; nil for the whole run.
  init(_ stored: StoredRun, variant: String? = nil) {
    self.stored = stored
    self.variant = variant
  }

  /// The run with the suite that its stored files say.
  func asItWas() throws -> Run { run(by: try suite()) }

  /// The run with today's expectations of the cases that it asked; what cannot be judged any more is missing.
  func judge(by today: Suite) throws -> (run: Run, rescoring: Rescoring) {
    guard today.name == stored.record.suiteName else {
      throw CommandFailure(
        .wrongInput,
        "run \(stored.record.id) is of suite '\(stored.record.suiteName)', but '\(today.path)' is '\(today.name)'")
    }
    let rescoring = Rescoring(try suite(), asked: stored.plan.caseIDs, of: stored.plan.models, by: today)
    var run = run(by: rescoring.suite)
    run.lost.formUnion(run.transcripts.map(\.trial).filter(rescoring.isLost).map(\.number))
    run.transcripts.removeAll { rescoring.isLost($0.trial) }
    return (run, rescoring)
  }

  /// What the run was asked, all of its cases among it, and a control that was brought in.
  func suite() throws -> Suite {
    guard let root = stored.sources.first else {
      throw CommandFailure(.couldNotMeasure, "run \(stored.record.id) keeps no files to read its suite from")
    }
    let suite: Suite
    do {
      suite = try SuiteReader(StoredFiles(stored.sources)).read(root.path).suite
    } catch {
      throw CommandFailure(
        .couldNotMeasure,
        [Message("the files of run \(stored.record.id) cannot be read by this version:")] + error.all.map(Message.init))
    }
    guard let control = stored.plan.control else { return suite }
    guard let kept = stored.variants.first(where: { $0.name == control }) else {
      throw CommandFailure(.couldNotMeasure, "run \(stored.record.id) keeps no tools of its control '\(control)'")
    }
    return suite.controlled(by: kept.toolSet, named: control)
  }

  /// What the run did not select is no part of it.
  private func run(by suite: Suite) -> Run {
    var suite = suite
    let variants = variant.map { [$0] } ?? stored.plan.variants
    suite.variants = variants.compactMap(suite.variant)
    let selected = Set(stored.plan.caseIDs + stored.plan.unaskedIDs)
    suite.unselected = Set(suite.cases.map(\.id)).subtracting(selected)
    suite.cases = suite.cases.filter { selected.contains($0.id) }
    let plan = Plan(
      suite, models: stored.plan.models, repeats: stored.plan.repeats, seed: stored.plan.seed,
      isAdaptive: stored.plan.isAdaptive)
    var run = Run(record: stored.record, suite: suite, plan: plan, transcripts: stored.transcripts(in: plan))
    run.lost = Set(stored.damages.compactMap(\.trial))
    return run
  }
}

extension StoredRun {
  /// Transcripts under the numbers of a plan that may have other variants than when they were made.
  fileprivate func transcripts(in plan: Plan) -> [Transcript] {
    let trials = Dictionary(firstOf: plan.trials.map { (TrialKey($0), $0) })
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
