import EvalCore
import OrderedJSON

/// A run in which nothing was scored: every rate is undefined.
enum EmptySample {
  static var evaluation: Evaluation {
    let failed = SampleAnswer(
      outcome: .infraError, reasons: [Reason(.infraError, .said("timeout after 4 attempts"))],
      failure: EndpointFailure(.timeout, message: "no answer within 60 s", attempts: 4))
    let only = SampleCase(
      "only", "Find it.", line: 3, gold: [("search", ["query": "it"])], answers: ["control": [failed, nil]])
    return SampleEvaluation(
      cases: [only], variants: ["control"], models: [TrackerSample.hosted], repeats: 2,
      gate: GateOutcome(
        outcome: .notApplicable, rules: [],
        unmeasured: [Arm(variant: "control", model: TrackerSample.hosted.name)])
    ).evaluation
  }
}
