import ArgumentParser
import EvalCore
import History

/// Which part of a suite is asked, and how often.
struct SelectionOptions: ParsableArguments {
  @Option(name: .customLong("variant"), help: ArgumentHelp("Only this variant; repeatable.", valueName: "name"))
  var variants: [String] = []

  @Option(name: .customLong("case"), help: ArgumentHelp("Only this case; repeatable.", valueName: "id"))
  var cases: [String] = []

  @Option(name: .customLong("tag"), help: ArgumentHelp("Only cases with this tag; repeatable.", valueName: "tag"))
  var tags: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only the I-th of N parts of the selected cases, to share them among N machines.", valueName: "i/n"))
  var shard: PlanParameters.Shard?

  @Option(help: ArgumentHelp("How often each case is asked of a model that is not deterministic.", valueName: "count"))
  var repeats: Int?

  @Flag(
    name: .customLong("adaptive"),
    help: "Ask round by round and end early once a drop is proven; --repeats is the most that are asked.")
  var isAdaptive = false

  @Option(help: ArgumentHelp("Fixes the order in which trials start.", valueName: "number"))
  var seed: UInt64 = SelectionSettings().seed

  func validate() throws {
    if let repeats, repeats < 1 { throw ValidationError("--repeats must be at least 1, found \(repeats)") }
    if let repeats, repeats > 1000 { throw ValidationError("--repeats may be at most 1000, found \(repeats)") }
  }

  var settings: SelectionSettings {
    SelectionSettings(
      variants: variants, cases: cases, tags: tags, shard: shard, repeats: repeats, isAdaptive: isAdaptive, seed: seed)
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
