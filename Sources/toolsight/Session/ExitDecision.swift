import EvalCore
import OrderedJSON
import Reports

/// What the end of a run means for the exit code, and the sentences that say so.
struct ExitDecision {
  let exit: Exit
  let messages: [Message]

  /// For runs that are stored: by the gate alone.
  init(_ evaluation: Evaluation) {
    exit = evaluation.gate.exit(strict: evaluation.isStrict)
    messages = evaluation.gate.unmeasuredMessages(isStrict: evaluation.isStrict)
  }

  /// - Parameters:
  ///   - interrupted: by the signal that came; nil for none.
  ///   - resume: the command that asks what is missing.
  init(
    _ evaluation: Evaluation, _ ending: RunEnding, interrupted: Exit?, models: ChosenModels, resume: String
  ) {
    let run = evaluation.run
    let kept = run.transcripts.count { $0.failure == nil }
    let rest =
      "\(kept.grouped) of \(run.plan.trials.count.counted("trial")) are kept; resume with: \(resume)"
    switch ending {
    case .interrupted(let dropped):
      exit = interrupted ?? .couldNotMeasure
      let reason = interrupted == nil ? "the run's time is over (--run-timeout)" : "interrupted"
      let lost = dropped == 0 ? "" : "\(dropped.counted("answer")) in flight \(dropped == 1 ? "was" : "were") dropped, "
      messages = [Message(lost + rest, label: reason)]
    case .stopped(let failure, let model):
      exit = .couldNotMeasure
      messages = [
        FailureAdvice(failure, of: model, among: models).message(label: "stopped"), Message(rest, label: nil),
      ]
    case .complete:
      let decision = ExitDecision(evaluation)
      exit = decision.exit
      let failures = evaluation.gate.commonFailures(in: run, models)
      messages =
        decision.messages + failures + (evaluation.gate.unmeasured.isEmpty ? [] : [Message(rest, label: nil)])
    }
  }
}

extension GateOutcome {
  fileprivate func unmeasuredMessages(isStrict: Bool) -> [Message] {
    let missing = [(unmeasured, ""), (unmeasuredInBaseline, " in the baseline")].filter { !$0.0.isEmpty }.map {
      arms, whose in
      let names = arms.map { "variant '\($0.variant)' with model '\($0.model)'" }.joined(separator: ", and of ")
      return Message("more than 5 % of the trials are missing\(whose) of \(names)", label: Self.unmeasuredLabel)
    }
    let changed = changedOrigins.map {
      Message(
        $0.sentence.visible(keepsLines: false), fix: "save a new baseline, or ask both again with --control",
        label: Self.unmeasuredLabel)
    }
    guard let staleAge else { return missing + changed }
    let stale = Message(
      "the baseline is \(Int(staleAge / 86_400)) days old, and a hosted model may have changed since",
      fix: "save a new baseline, or ask it again with --control", label: isStrict ? Self.unmeasuredLabel : "warning")
    return missing + changed + [stale]
  }

  private static let unmeasuredLabel = "could not measure"

  /// The most frequent failure of each model that could not be measured.
  fileprivate func commonFailures(in run: Run, _ chosen: ChosenModels) -> [Message] {
    var models: [String] = []
    for arm in unmeasured where !models.contains(arm.model) { models.append(arm.model) }
    return models.compactMap { model in
      let failures = run.transcripts.filter { $0.trial.model == model }.compactMap(\.failure)
      guard let (failure, count) = failures.mostFrequent else { return nil }
      return FailureAdvice(failure, of: model, among: chosen).message(
        label: "\(count.grouped) of \(failures.count.counted("failure"))")
    }
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
