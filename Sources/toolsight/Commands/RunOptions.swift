import ArgumentParser
import CurlHTTP
import EvalCore
import Foundation
import History
import Models
import SuiteFiles

/// Which part of a suite is asked, and how often.
struct SelectionOptions: ParsableArguments {
  @Option(name: .customLong("variant"), help: "Only this variant; repeatable.")
  var variants: [String] = []

  @Option(name: .customLong("case"), help: "Only this case; repeatable.")
  var cases: [String] = []

  @Option(name: .customLong("tag"), help: "Only cases with this tag; repeatable.")
  var tags: [String] = []

  @Option(help: ArgumentHelp("Only the I-th of N parts of the selected cases, for N machines.", valueName: "i/n"))
  var shard: PlanParameters.Shard?

  @Option(help: "How often each case is asked of a model that is not deterministic.")
  var repeats: Int?

  @Flag(
    name: .customLong("adaptive"),
    help: "Ask round by round and end early where a drop is proven; --repeats is the most that are asked.")
  var isAdaptive = false

  @Option(help: "Fixes the order in which trials start.")
  var seed: UInt64 = 1

  func validate() throws {
    if let repeats, repeats < 1 { throw ValidationError("--repeats must be at least 1, found \(repeats)") }
    if let repeats, repeats > 1000 { throw ValidationError("--repeats may be at most 1000, found \(repeats)") }
  }
}

extension PlanParameters.Shard: ExpressibleByArgument {
  /// - Parameter argument: `I/N`, with I from 1 to N.
  package init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count <= 10_000, index >= 1, index <= count
    else { return nil }
    self.init(index: index, count: count)
  }
}

/// Which models are asked, and who may see a key.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: """
      A model: lexical, script:FILE, PROVIDER:NAME[@URL] with one of \(Provider.listed), or a name of toolsight.yaml; \
      repeatable.
      """)
  var models: [String] = []

  @Option(
    name: .customLong("trust-endpoint"), help: "A host that a file names and that may get the vendor's key; repeatable."
  )
  var trustedHosts: [String] = []

  var credentials: Credentials {
    Credentials(environment: ProcessInfo.processInfo.environment, trustedHosts: Set(trustedHosts))
  }

  var redactor: Redactor { .ofEnvironment }
}

extension Credentials {
  /// What the environment holds, for no file's hosts.
  static let ofEnvironment = Credentials(environment: ProcessInfo.processInfo.environment, trustedHosts: [])
}

extension Redactor {
  /// Takes the values of all keys that the environment holds out of whatever is stored or shown.
  static let ofEnvironment = Redactor(keys: Credentials.ofEnvironment.keys)
}

/// What a run may use.
struct LimitOptions: ParsableArguments {
  @Option(help: "Trials in flight at a time.")
  var concurrency = 16

  @Option(help: "Seconds for one request.")
  var timeout = 120.0

  @Option(help: "Seconds for one trial.")
  var trialTimeout = 300.0

  @Option(help: "Seconds for the whole run; what is not done by then is missing.")
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

  var run: RunLimits { RunLimits(concurrency: concurrency, trialTimeout: trialTimeout, failFast: failFast) }
  var endpoint: EndpointLimits { EndpointLimits(timeout: .seconds(timeout), concurrency: concurrency) }
}
