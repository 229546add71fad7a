import EvalCore
import OrderedJSON

/// Trials that the plan held and that could not be scored, with why.
struct MissingTrials {
  let count: Int
  let planned: Int
  /// By cause, the most frequent first: a class of endpoint failure, or `not asked`.
  let causes: [(cause: String, trials: Int)]

  init(_ evaluation: Evaluation) {
    let judged = evaluation.scores.trials
    let unscored = judged.filter { !$0.outcome.isScored }
    planned = evaluation.run.plan.trials.count
    let unasked = max(0, planned - judged.count)
    count = unscored.count + unasked
    var causes: [String: Int] = [:]
    for trial in unscored {
      causes[trial.transcript.failure?.class.rawValue ?? trial.outcome.rawValue, default: 0] += 1
    }
    if unasked > 0 { causes["not asked"] = unasked }
    self.causes = causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Nil where nothing is missing.
  var sentence: String? {
    if count == 0 { return nil }
    let why = causes.map { "\($0.trials.grouped) \($0.cause)" }.joined(separator: ", ")
    let rest = count < planned ? "every rate is over the others" : "there is no rate"
    let notHeld = causes.contains { $0.cause == EndpointFailure.Class.notHeld.rawValue } ? Self.notHeld : ""
    return "\(count.grouped) of \(planned.counted("trial")) could not be scored (\(why)); \(rest).\(notHeld)"
  }

  private static let notHeld =
    " not_held: the endpoint did not hold its model to the tool choice or the schema that it was given, which is not the "
    + "model's mistake."
}
