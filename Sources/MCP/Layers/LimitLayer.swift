import EvalCore
import OrderedJSON

extension CallLayer {
  /// Refuses a call beyond a rate limit, and says when to try again.
  static let limit = CallLayer(layer: .limit) { (call, state) throws(RPCError) in
    guard let refusal = state.limiter.admit(call) else { return nil }
    let seconds = max(1, Int((refusal.wait / .seconds(1)).rounded(.up)))
    let sentence =
      "Rate limit exceeded: at most \(refusal.limit.calls) calls of \(refusal.level) in "
      + "\(refusal.limit.seconds) s. Try again in \(seconds) s."
    return Decision(result: Methods.error(sentence), retryAfterSeconds: seconds)
  }
}
