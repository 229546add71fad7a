import EvalCore
import OrderedJSON

/// One layer on a call's way to its tool: a file of its own, and a row in ``all``.
struct CallLayer: Sendable {
  let layer: Layer
  /// Nil lets the call pass; throws what the protocol itself refuses.
  let decide: @Sendable (LayeredCall, LayerState) throws(RPCError) -> Decision?

  /// In the order in which a call meets them; the first that answers wins.
  static let all: [CallLayer] = [scope, limit, fault]

  /// What a layer does with a call.
  struct Decision: Sendable {
    /// The `tools/call` result that takes the tool's place; nil where the tool still answers.
    var result: JSONObject?
    /// Before the answer.
    var delayMilliseconds = 0
    /// After which trying again can help.
    var retryAfterSeconds: Int?
  }
}

/// A call of a tool, as the layers see it.
struct LayeredCall: Sendable {
  /// As the model named it.
  let tool: String
  let served: ServedVariant
  /// Nil for a call that belongs to no trial.
  let trial: Int?
  /// As whom; nil where nobody is named.
  var caller: Principal?
  /// What chance is drawn for: the same for the same case, model and repeat in every variant.
  var weather: String?
}

/// What the layers keep between calls, for one server.
struct LayerState: Sendable {
  let limiter: RateLimiter
  let faults: FaultCounter
  let redaction = RedactionLayer()
  /// Nil where only canned results are answered.
  let executor: (any ToolExecuting)?

  /// - Parameter seed: the run's, from which rates of faults are drawn.
  init(
    clock: @escaping @Sendable () -> Duration = RateLimiter.uptime, seed: UInt64 = 1,
    executor: (any ToolExecuting)? = nil
  ) {
    self.executor = executor
    limiter = RateLimiter(clock: clock)
    faults = FaultCounter(seed: seed)
  }

  /// What was kept for a trial may go.
  func end(_ trial: Int) {
    limiter.forget(trial)
    faults.forget(trial)
    redaction.forget(trial)
  }
}
