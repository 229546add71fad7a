import ArgumentParser

/// What a run may use.
struct LimitOptions: ParsableArguments {
  private static let usual = LimitSettings()

  @Option(help: ArgumentHelp("Trials in flight at a time.", valueName: "count"))
  var concurrency = Self.usual.concurrency

  @Option(help: ArgumentHelp("Seconds for one request.", valueName: "seconds"))
  var timeout = Self.usual.timeout

  @Option(help: ArgumentHelp("Seconds for one trial.", valueName: "seconds"))
  var trialTimeout = Self.usual.trialTimeout

  @Option(
    help: ArgumentHelp("Seconds for the whole run; what is not done by then is missing.", valueName: "seconds"))
  var runTimeout: Double?

  @Flag(help: "Stop at the first endpoint failure.")
  var failFast = false

  func validate() throws {
    if !(1...4096).contains(concurrency) {
      throw ValidationError("--concurrency must be between 1 and 4096, found \(concurrency)")
    }
    for (name, value) in [("timeout", timeout), ("trial-timeout", trialTimeout), ("run-timeout", runTimeout ?? 1)]
    where !(value > 0 && value <= 604_800) {
      throw ValidationError("--\(name) must be between 0 and 604800 seconds, found \(value)")
    }
  }

  var settings: LimitSettings {
    LimitSettings(
      concurrency: concurrency, timeout: timeout, trialTimeout: trialTimeout, runTimeout: runTimeout,
      failFast: failFast)
  }
}
