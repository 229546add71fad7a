import ArgumentParser
import EvalCore
import OrderedJSON
import Reports

/// What a run's end means for the exit code, and the sentence that says so.
struct ExitDecision {
  let ending: RunEnding
  let interrupted: Exit?
  let gate: GateOutcome
  let isStrict: Bool
  let models: ChosenModels
  let resume: ResumeCommand

  func explained(_ run: Run) -> Int32 {
    switch ending {
    case .interrupted:
      guard let interrupted else {
        Terminal.complain("the run's time is over (--run-timeout): \(goingOn(run))")
        return Exit.couldNotMeasure.rawValue
      }
      Terminal.complain("interrupted: \(goingOn(run))")
      return interrupted.rawValue
    case .stopped(let failure, let model):
      Terminal.complain("stopped: \(FailureAdvice(failure, of: model, among: models).sentence)\n\(goingOn(run))")
      return Exit.couldNotMeasure.rawValue
    case .complete:
      gate.explainWhatCouldNotBeMeasured(isStrict: isStrict)
      if !gate.unmeasured.isEmpty { explainFailures(run) }
      return gate.exitCode(strict: isStrict)
    }
  }

  /// What was done, and how the rest is asked.
  private func goingOn(_ run: Run) -> String {
    let kept = run.transcripts.count { $0.failure == nil }
    return "\(kept.grouped) of \(run.plan.trials.count.counted("trial")) are kept; go on with: \(resume)"
  }

  /// The most frequent failure of each model that could not be measured.
  private func explainFailures(_ run: Run) {
    var models: [String] = []
    for arm in gate.unmeasured where !models.contains(arm.model) { models.append(arm.model) }
    for model in models {
      let failures = run.transcripts.filter { $0.trial.model == model }.compactMap(\.failure)
      guard let (failure, count) = failures.mostFrequent else { continue }
      let sentence = FailureAdvice(failure, of: model, among: self.models).sentence
      Terminal.complain("\(count.grouped) of \(failures.count.counted("failure")): \(sentence)")
    }
    Terminal.complain(goingOn(run))
  }

  /// Ends a command that judges stored runs by its gate.
  static func leave(by evaluation: Evaluation, isStrict: Bool) throws {
    evaluation.gate.explainWhatCouldNotBeMeasured(isStrict: isStrict)
    let code = evaluation.gate.exitCode(strict: isStrict)
    if code != 0 { throw ExitCode(code) }
  }
}

extension [EndpointFailure] {
  /// The last one of the class that most of them have, and how many have it; nil where there is none.
  fileprivate var mostFrequent: (EndpointFailure, count: Int)? {
    let classes = Dictionary(grouping: self, by: \.class)
    let most = classes.max { ($0.value.count, $0.key.rawValue) < ($1.value.count, $1.key.rawValue) }
    return most.flatMap { most in most.value.last.map { ($0, most.value.count) } }
  }
}

extension GateOutcome {
  fileprivate func explainWhatCouldNotBeMeasured(isStrict: Bool) {
    for (arms, whose) in [(unmeasured, ""), (unmeasuredInBaseline, " in the baseline")] {
      if arms.isEmpty { continue }
      let names = arms.map { "variant '\($0.variant)' with model '\($0.model)'" }.joined(separator: ", and of ")
      Terminal.complain("could not measure: more than 5 % of the trials are missing\(whose) of \(names)")
    }
    for change in changedOrigins {
      Terminal.complain(
        "could not measure: \(change.sentence.visible(keepsLines: false))\n  fix: save a new baseline, or ask both again with --control"
      )
    }
    guard let staleAge else { return }
    Terminal.complain(
      "\(isStrict ? "could not measure" : "warning"): the baseline is \(Int(staleAge / 86_400)) days old, and a hosted"
        + " model may have changed since\n  fix: save a new baseline, or ask it again with --control")
  }
}
