import ArgumentParser
import EvalCore
import Foundation
import History
import Models
import OrderedJSON

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Shows what past runs found.",
    subcommands: [
      HistoryListCommand.self, HistoryShowCommand.self, HistoryExportCommand.self, HistoryImportCommand.self,
    ])
}

struct HistoryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists past runs, the latest first.",
    discussion: """
      Example:
        toolsight history list --limit 10
      """)

  @Option(help: "How many runs.")
  var limit = 20

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let listing = try history.reading { try $0.listing(limit: limit) }
    console.warn(of: listing.damages)
    let runs = listing.values
    if console.format == .json { return Terminal.write(JSON.array(runs.map(\.json))) }
    if runs.isEmpty { return Terminal.write("no runs yet: make one with toolsight run SUITE") }
    Terminal.write(Columns(["RUN", "SUITE", "STARTED", "TRIALS", "MODELS", "VARIANTS"], runs.map(\.cells)).text)
  }
}

struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows one past run again, judged by today's rules and its own suite.",
    discussion: """
      Example:
        toolsight history show last
      """)

  @Argument(help: RunArgument.help)
  var reference: String

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let named = try history.load(reference, console)
    let evaluation = Evaluation(try StoredEvaluation(named.run, variant: named.variant).asItWas())
    ConsoleReport(evaluation: evaluation, output: nil, redactor: Redactor.ofEnvironment).write(to: console)
  }
}

extension RunSummary {
  fileprivate var cells: [String] {
    return [
      id, suite, startedAt.formatted(.iso8601), trials,
      models.joined(separator: ", "),
      variants.joined(separator: ", "),
    ]
  }

  /// What was answered of what was planned, e.g. `33/36, 3 failed`.
  private var trials: String {
    let failed = failedTrials == 0 ? "" : ", \(failedTrials) failed"
    return "\(doneTrials - failedTrials)/\(plannedTrials)\(failed)\(finishedAt == nil ? " (unfinished)" : "")"
  }

  fileprivate var json: JSON {
    [
      "id": .string(id), "suite": .string(suite), "startedAt": .string(startedAt.formatted(.iso8601)),
      "finishedAt": finishedAt.map { .string($0.formatted(.iso8601)) } ?? nil,
      "trials": .number(JSONNumber(doneTrials)), "failed": .number(JSONNumber(failedTrials)),
      "planned": .number(JSONNumber(plannedTrials)), "models": .array(models.map { .string($0) }),
      "variants": .array(variants.map { .string($0) }),
    ]
  }
}
