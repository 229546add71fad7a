import ArgumentParser
import EvalCore
import Foundation

/// What a run's end means for the exit code, and the sentence that says so.
struct ExitDecision {
  let ending: RunEnding
  let interrupted: Exit?
  let gate: GateOutcome
  let isStrict: Bool

  func explained(_ run: Run, to console: ConsoleOptions) -> Int32 {
    switch ending {
    case .interrupted:
      let kept = "\(run.transcripts.count) of \(run.plan.trials.count) trials are kept"
      let goOn = "go on with: toolsight run \(run.suite.path) --resume \(run.record.id)"
      guard let interrupted else {
        Terminal.complain("the run's time is over (--run-timeout): \(kept); \(goOn)")
        return Exit.couldNotMeasure.rawValue
      }
      Terminal.complain("interrupted: \(kept); \(goOn)")
      return interrupted.rawValue
    case .stopped(let failure):
      Terminal.complain("stopped: \(Self.sentence(failure))")
      return Exit.couldNotMeasure.rawValue
    case .complete:
      gate.explainWhatCouldNotBeMeasured(isStrict: isStrict)
      return gate.exitCode(strict: isStrict)
    }
  }

  /// Ends a command that judges stored runs by its gate.
  static func leave(by evaluation: Evaluation, isStrict: Bool) throws {
    evaluation.gate.explainWhatCouldNotBeMeasured(isStrict: isStrict)
    let code = evaluation.gate.exitCode(strict: isStrict)
    if code != 0 { throw ExitCode(code) }
  }

  /// What happened and what to do about it.
  static func sentence(_ failure: EndpointFailure) -> String {
    let status = failure.status.map { " (HTTP \($0))" } ?? ""
    let advice =
      switch failure.class {
      case .auth: "check the key in the vendor's variable, e.g. OPENAI_API_KEY"
      case .quota: "the account has no credit left: check its balance"
      case .modelNotFound: "check the model's name and the URL's path, which usually ends in /v1"
      case .notShown: "the endpoint ignores tools: use a model or a chat template that supports them"
      case .badRequest: "the endpoint refuses every request: see the message"
      case .contextLength: "the tools and the prompt do not fit the model: offer fewer tools"
      case .budget: "raise --max-requests or --max-cost, and go on with --resume"
      case .offline: "replay a recording with --replay FILE, or leave --offline out"
      case .notRecorded: "record the missing answers: add --record with the same file"
      case .noScript: "add a line to the script, e.g. {\"case\":\"*\",\"text\":\"…\"}"
      default: "check that the endpoint is up"
      }
    return "\(failure.class.rawValue)\(status): \(failure.message)\n  fix: \(advice)"
  }
}

extension GateOutcome {
  fileprivate func explainWhatCouldNotBeMeasured(isStrict: Bool) {
    for (arms, whose) in [(unmeasured, ""), (unmeasuredInBaseline, " in the baseline")] {
      for arm in arms {
        Terminal.complain(
          "could not measure: more than 5 % of the trials of variant '\(arm.variant)' with model '\(arm.model)' are"
            + " missing\(whose)")
      }
    }
    guard let staleAge else { return }
    Terminal.complain(
      "\(isStrict ? "could not measure" : "warning"): the baseline is \(Int(staleAge / 86_400)) days old, and a hosted"
        + " model may have changed since\n  fix: save a new baseline, or ask it again with --control")
  }
}
