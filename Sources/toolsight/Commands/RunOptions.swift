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

  /// The suite with only what was asked for; names that it lacks are errors.
  func selected(_ suite: Suite) throws -> Suite {
    var suite = suite
    let all = Set(suite.cases.map(\.id))
    try check(variants, among: suite.variants.map(\.name), kind: "variant", in: suite)
    try check(cases, among: suite.cases.map(\.id), kind: "case", in: suite)
    try check(tags, among: suite.cases.flatMap(\.tags), kind: "tag", in: suite)
    if !variants.isEmpty {
      suite.variants = suite.variants.filter { variants.contains($0.name) }
    }
    if !cases.isEmpty { suite.cases = suite.cases.filter { cases.contains($0.id) } }
    if !tags.isEmpty { suite.cases = suite.cases.filter { !Set($0.tags).isDisjoint(with: tags) } }
    if suite.cases.allSatisfy(\.todo) {
      throw CommandFailure(.wrongInput, "suite '\(suite.name)' has no case to ask: every selected case is marked todo")
    }
    if let shard { suite.cases = try shard.part(of: suite) }
    suite.unselected = all.subtracting(suite.cases.map(\.id))
    return suite
  }

  private func check(_ wanted: [String], among known: [String], kind: String, in suite: Suite) throws {
    for name in wanted where !known.contains(name) {
      let near = Suggestion.nearest(to: name, among: known).map { ": did you mean '\($0)'?" } ?? ""
      throw CommandFailure(.wrongInput, "suite '\(suite.name)' has no \(kind) '\(name)'\(near)")
    }
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

  /// Every N-th case, so that parts of a sorted suite are alike; every variant and repeat of a case stays together. Together
  /// the parts are the whole, and no two share a case.
  fileprivate func part(of suite: Suite) throws -> [EvalCase] {
    let part = suite.cases.filter { !$0.todo }.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
    if part.isEmpty {
      throw CommandFailure(
        .wrongInput,
        "suite '\(suite.name)' has no case for --shard \(index)/\(count): it has \(suite.cases.count { !$0.todo })")
    }
    return part
  }
}

/// Which models are asked, and who may see a key.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: """
      A model: lexical, script:FILE, PROVIDER:NAME[@URL] with one of openai, openai-responses, anthropic, gemini and \
      ollama, or a name of toolsight.yaml; repeatable.
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

extension Redactor {
  /// Takes the values of all keys that the environment holds out of whatever is stored or shown.
  static let ofEnvironment = Redactor(
    keys: Credentials(environment: ProcessInfo.processInfo.environment, trustedHosts: []).keys)
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
