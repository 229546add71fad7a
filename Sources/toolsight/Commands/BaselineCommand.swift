import ArgumentParser
import EvalCore
import Foundation
import History
import Models
import OrderedJSON

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline", abstract: "Names the runs that others are compared with.",
    subcommands: [
      BaselineSaveCommand.self, BaselineListCommand.self, BaselineShowCommand.self, BaselineRemoveCommand.self,
      BaselineExportCommand.self,
    ])
}

/// A baseline as the commands about one name it.
struct NamedBaseline: ParsableArguments {
  @Argument(help: "The baseline's name.")
  var name: String

  @Option(help: "Whose baseline, where several suites have one of this name.")
  var suite: String?
}

struct BaselineSaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Gives a run a name, so that later ones can be compared with it.",
    discussion: """
      Examples:
        toolsight baseline save main last
        toolsight baseline save main last:rewrite --update
      """)

  @Argument(help: "The baseline's name, e.g. main.")
  var name: String

  @Argument(help: RunArgument.help)
  var reference: String

  @Flag(help: "Let the name go over to this run where another has it; needed for any name under CI=true.")
  var update = false

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    if ProcessInfo.processInfo.environment["CI"] == "true", !update {
      throw CommandFailure(
        .wrongInput, "no baseline is saved under CI=true\n  fix: add --update where that is what you want")
    }
    let named = try history.load(reference, console)
    guard named.run.record.finishedAt != nil else {
      throw CommandFailure(
        .wrongInput,
        "run \(named.run.record.id) was never finished, so it can be no baseline\n"
          + "  fix: toolsight run \(named.run.record.suitePath) --resume \(named.run.record.id)")
    }
    let store = try history.open(redactor: Redactor.ofEnvironment)
    defer { try? store.close() }
    let saved = try orWrongReference { () throws(HistoryFailure) in
      if case .file = try store.reference(reference).kind { _ = try store.importRun(named.run) }
      return try store.saveBaseline(name, run: named.run.record.id, variant: named.variant, replacing: update)
    }
    if console.format == .json { Terminal.write(saved.json()) }
    console.remark("baseline '\(saved.name)' of suite '\(saved.suite)' is run \(saved.run.id)")
  }
}

struct BaselineListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the baselines.",
    discussion: """
      Example:
        toolsight baseline list
      """)

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let listing = try history.reading { try $0.baselineListing() }
    console.warn(of: listing.damages)
    let baselines = listing.values
    if console.format == .json { return Terminal.write(JSON.array(baselines.map { $0.json() })) }
    if baselines.isEmpty { return Terminal.write("no baselines yet: save one with toolsight baseline save NAME RUN") }
    Terminal.write(
      Columns(["NAME", "SUITE", "RUN", "VARIANT", "SAVED", "ASKED", "MODELS"], baselines.map(\.cells)).text)
  }
}

struct BaselineShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the run behind a baseline.",
    discussion: """
      Example:
        toolsight baseline show main
      """)

  @OptionGroup var baseline: NamedBaseline
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let named = try history.load("@\(baseline.name)", console, suite: baseline.suite)
    if let baseline = named.baseline, console.format == .text {
      console.remark("baseline '\(baseline.name)', saved \(baseline.savedAt.formatted(.iso8601))")
    }
    let evaluation = Evaluation(try StoredEvaluation(named.run, variant: named.variant).asItWas())
    ConsoleReport(evaluation: evaluation, output: nil, redactor: Redactor.ofEnvironment).write(to: console)
  }
}

struct BaselineRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Takes a baseline's name away; its run stays in the history.",
    discussion: """
      Example:
        toolsight baseline rm main
      """)

  @OptionGroup var baseline: NamedBaseline
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let removed = try history.reading { try $0.removeBaseline(baseline.name, suite: baseline.suite) }
    if console.format == .json { Terminal.write(removed.json()) }
    console.remark("'\(removed.name)' of suite '\(removed.suite)' is no baseline any more; run \(removed.run.id) stays")
  }
}

struct BaselineExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a baseline to one file that a machine without the history can compare with.",
    discussion: """
      Example:
        toolsight baseline export main baselines/main.jsonl
        toolsight run suites/tracker.yaml --baseline baselines/main.jsonl
      """)

  @OptionGroup var baseline: NamedBaseline

  @Argument(help: "The file to write, JSON Lines.", completion: .file())
  var file: String

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let saved = try history.reading { try $0.baseline(named: baseline.name, suite: baseline.suite) }
    try history.export(saved.run.id, as: saved, to: file, console)
    if console.format == .json { Terminal.write(saved.json(at: file)) }
    console.remark("baseline '\(saved.name)' is in \(file)")
  }
}

extension BaselineSummary {
  fileprivate var cells: [String] {
    [
      name, suite, run.id, variant ?? run.variants.joined(separator: ", "), savedAt.formatted(.iso8601),
      run.startedAt.formatted(.iso8601), run.models.joined(separator: ", "),
    ]
  }

  /// - Parameter path: the file that it was written to, where it was.
  fileprivate func json(at path: String? = nil) -> JSON {
    var object: JSONObject = [
      "name": .string(name), "suite": .string(suite), "run": .string(run.id),
      "variant": variant.map { .string($0) } ?? nil, "savedAt": .string(savedAt.formatted(.iso8601)),
      "startedAt": .string(run.startedAt.formatted(.iso8601)), "models": .array(run.models.map { .string($0) }),
      "variants": .array(run.variants.map { .string($0) }),
    ]
    object["path"] = path.map { .string($0) }
    return .object(object)
  }
}
