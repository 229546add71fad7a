import EvalCore
import Models

/// What a run may use; times are in seconds.
struct LimitSettings {
  /// Trials in flight at a time.
  var concurrency = 16
  /// For one request.
  var timeout = 120.0
  var trialTimeout = 300.0
  /// For the whole run; nil for no limit.
  var runTimeout: Double?
  var failFast = false

  var run: RunLimits { RunLimits(concurrency: concurrency, trialTimeout: trialTimeout, failFast: failFast) }
  var endpoint: EndpointLimits { EndpointLimits(timeout: .seconds(timeout), concurrency: concurrency) }
}
